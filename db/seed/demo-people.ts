import type { Role } from "@/server/auth/domain/role";

export type DemoPerson = {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: Role;
  readonly hasSecondFactor: boolean;
};

type Named = readonly [firstName: string, lastName: string];
const withSecondFactor: readonly Role[] = ["ADMIN", "STATION_MANAGER", "AUDITOR"];

const person = (email: string, name: Named, role: Role): DemoPerson => ({
  email: `${email}@demo.jsm`,
  firstName: name[0],
  lastName: name[1],
  role,
  hasSecondFactor: withSecondFactor.includes(role),
});

export const demoPeople: readonly DemoPerson[] = [
  person("admin", ["Adriana", "Quintero"], "ADMIN"),
  person("admin2", ["Bruno", "Salazar"], "ADMIN"),
  person("gerente", ["Gabriela", "Montes"], "STATION_MANAGER"),
  person("despachador", ["Darío", "Núñez"], "ATTENDANT"),
  person("cliente", ["Clara", "Benítez"], "CUSTOMER"),
  person("cliente2", ["Cristian", "Olvera"], "CUSTOMER"),
  person("anunciante", ["Ana", "Figueroa"], "ADVERTISER"),
  person("auditora", ["Aurora", "Tapia"], "AUDITOR"),
];

const FIRST = [
  "Mariana",
  "José",
  "Lucía",
  "Héctor",
  "Paola",
  "Iván",
  "Renata",
  "Óscar",
  "Ximena",
  "Raúl",
  "Fernanda",
  "Tomás",
];
const LAST = ["García", "Hernández", "Ríos", "Mendoza", "Cárdenas", "Lozano", "Vega", "Acosta"];

/** People whose purchases give the history its life; nobody can sign in as them. */
export const crowd: readonly DemoPerson[] = Array.from({ length: 24 }, (_, n) =>
  person(`vecino${n + 1}`, [FIRST[n % FIRST.length] ?? "", LAST[(n * 5) % LAST.length] ?? ""], "CUSTOMER"),
);

/** Attendants of the other stations of the network, for the history; nobody can sign in as them. */
export const staff: readonly DemoPerson[] = Array.from({ length: 12 }, (_, n) =>
  person(`turno${n + 1}`, [FIRST[(n * 7) % FIRST.length] ?? "", LAST[(n * 3) % LAST.length] ?? ""], "ATTENDANT"),
);
