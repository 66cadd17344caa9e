import { given } from "./settings.mjs";

const ACCOUNTS = [
  ["admin@demo.jsm", "administrator", true],
  ["admin2@demo.jsm", "administrator", true],
  ["gerente@demo.jsm", "station manager", true],
  ["auditora@demo.jsm", "auditor", true],
  ["despachador@demo.jsm", "attendant", false],
  ["cliente@demo.jsm", "customer", false],
  ["cliente2@demo.jsm", "customer", false],
  ["anunciante@demo.jsm", "advertiser", false],
];

export const addressText = ({ publicUrl, log }) =>
  [`\nGasolinera JSM is open:  ${publicUrl}`, log === undefined ? "" : `Its log:  ${log}`].filter(Boolean).join("\n");

/** The accounts that exist only in the demonstration. */
export function accountsText() {
  const rows = ACCOUNTS.map(
    ([mail, role, hasSecondFactor]) => `  ${mail.padEnd(22)} ${role}${hasSecondFactor ? ", second factor" : ""}`,
  );
  return [
    "\nAccounts of the demonstration, all with the password Demo-Gasolinera-2026:",
    ...rows,
    "  Second factor: enter the secret JSMDEMOJSMDEMOJSMDEMOJSMDEMOJSM2 in an authenticator app (TOTP).",
  ].join("\n");
}

/** Which outside parts are real and which are embedded, each with the settings that make it real. */
export function partsOf({ databaseUrl }) {
  const hasAll = (...names) => names.every(given);
  return [
    ["Postgres", databaseUrl !== undefined, "DATABASE_URL"],
    [
      "cache and limits",
      hasAll("UPSTASH_REDIS_REST_URL", "UPSTASH_REDIS_REST_TOKEN"),
      "UPSTASH_REDIS_REST_URL, _TOKEN",
    ],
    [
      "doorbell",
      given("INNGEST_DEV") || hasAll("INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"),
      "INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY",
    ],
    ["payments", hasAll("STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"), "STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET"],
    ["mail", given("SMTP_URL"), "SMTP_URL"],
    ["SMS", false, undefined],
    ["randomness beacon", given("DRAND_RELAYS"), "DRAND_RELAYS"],
  ].map(([name, isReal, settings]) => ({ name, isReal, settings }));
}

export function partsText(settings) {
  const rows = partsOf(settings).map(({ name, isReal, settings: names }) => {
    const how = names === undefined ? "" : `  (real with ${names})`;
    return `  ${name.padEnd(18)} ${isReal ? "real" : `embedded${how}`}`;
  });
  return ["\nParts:", ...rows, "\nCtrl-C stops everything."].join("\n");
}
