import { expect, test } from "vitest";

import { EnvironmentError, readEnv } from "./env";

const demo = { JSM_SECRET: "s".repeat(32), DATABASE_URL: "postgres://localhost/x" };

test("a demonstration needs a secret and a database, nothing else", () => {
  expect(readEnv(demo)).toMatchObject({ JSM_MODE: "demo", PORT: 3000 });
});

test("live mode names every part that would be embedded, and no value", () => {
  const live = () => readEnv({ ...demo, JSM_MODE: "live", JSM_DATABASE_EMBEDDED: "true" });
  expect(live).toThrow(EnvironmentError);
  expect(live).toThrow(/JSM_PUBLIC_URL, DATABASE_URL .*STRIPE_SECRET_KEY.*SMTP_URL/);
});

test("a malformed variable is named without its value", () => {
  const read = () => readEnv({ ...demo, DATABASE_URL: "mysql://secret@host", PORT: "x" });
  expect(read).toThrow(/PORT/);
  expect(read).not.toThrow(/secret@host/);
});
