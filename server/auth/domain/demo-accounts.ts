import type { Role } from "./role";

/** Known to everybody, and therefore only in a database that the demonstration created (HTTP contract, "The demonstration world"). */
export const DEMO_PASSWORD = "Demo-Gasolinera-2026";
export const DEMO_TOTP_SECRET = "JSMDEMOJSMDEMOJSMDEMOJSMDEMOJSM2";

export type DemoAccount = { readonly email: string; readonly role: Role; readonly hasSecondFactor: boolean };

const account = (name: string, role: Role, hasSecondFactor = false): DemoAccount => ({
  email: `${name}@demo.jsm`,
  role,
  hasSecondFactor,
});

/** One of each face, in the order of their use. */
export const demoAccounts: readonly DemoAccount[] = [
  account("cliente", "CUSTOMER"),
  account("cliente2", "CUSTOMER"),
  account("despachador", "ATTENDANT"),
  account("gerente", "STATION_MANAGER", true),
  account("admin", "ADMIN", true),
  account("admin2", "ADMIN", true),
  account("auditora", "AUDITOR", true),
  account("anunciante", "ADVERTISER"),
];
