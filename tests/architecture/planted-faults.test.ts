import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";

const ROOT = process.cwd();
const TOOLS = [
  ".oxlintrc.json",
  ".dependency-cruiser.cjs",
  ".gitignore",
  "package.json",
  "tsconfig.json",
  "scripts/lint",
];

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "jsm-planted-"));
  for (const file of TOOLS) cpSync(join(ROOT, file), join(folder, file), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  spawnSync("git", ["init", "--quiet"], { cwd: folder });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function plant(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${text}\n`);
  }
}

function tool(script: string, ...args: string[]): string {
  const ended = spawnSync(process.execPath, [resolve(ROOT, script), ...args], { cwd: folder, encoding: "utf8" });
  return ended.stdout;
}

const lintReport = z.object({ diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })) });

/** Which rules the linter finds broken, by file. */
function lint(): Record<string, string[]> {
  const report = lintReport.parse(JSON.parse(tool("node_modules/oxlint/bin/oxlint", "--format=json")));
  const found: Record<string, string[]> = {};
  for (const { code, filename } of report.diagnostics)
    (found[filename] ??= []).push(code.replace(/^[\w-]+\((.+)\)$/, "$1"));
  return found;
}

const graphReport = z.object({
  summary: z.object({ violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })) }),
});

/** Which arrows are broken, as `file: rule`. */
function graph(): string[] {
  const args = ["app", "components", "server", "db", "--config", ".dependency-cruiser.cjs", "--output-type", "json"];
  const present = args.filter((arg) => !/^(app|components|server|db)$/.test(arg) || planted.has(arg));
  const report = graphReport.parse(
    JSON.parse(tool("node_modules/dependency-cruiser/bin/dependency-cruise.mjs", ...present)),
  );
  return report.summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`).toSorted();
}

const planted = new Set<string>();

function plantGraph(files: Readonly<Record<string, string>>): void {
  planted.clear();
  for (const file of Object.keys(files)) planted.add(file.split("/")[0] ?? "");
  plant(files);
}

describe("the linter finds", () => {
  const COMMAND = "server/coupons/commands/burn-coupon.ts";
  const DOMAIN = "server/coupons/domain/coupon.ts";
  const cases: readonly (readonly [rule: string, file: string, text: string])[] = [
    ["no-ambient-time", DOMAIN, "export const a = () => new Date();"],
    ["no-ambient-time", DOMAIN, "export const a = () => Date.now();"],
    ["no-ambient-time", DOMAIN, "export const a = () => Math.random();"],
    [
      "command-appends-event",
      COMMAND,
      'import "server-only";\nexport const burn = (ctx: { transact(w: () => number): number }) => ctx.transact(() => 1);',
    ],
    ["server-only-first", COMMAND, "export const burn = 1;"],
    ["server-only-first", "server/coupons/store/rows.ts", "export const rows = 1;"],
    ["format-once", "components/coupons/card.tsx", "export const a = (n: number) => n.toLocaleString();"],
    ["format-once", DOMAIN, 'export const a = new Intl.NumberFormat("es-MX");'],
    ["tokens-only", "components/coupons/card.tsx", 'export const a = "p-2 hover:bg-red-500";'],
    ["tokens-only", "app/page.tsx", "export const a = `text-[#ff0000] p-1`;"],
    ["no-bare-double-cast", DOMAIN, "export const a = (b: number) => b as unknown as string;"],
    [
      "no-raw-sql",
      "server/coupons/queries/wallet.ts",
      'import "server-only";\nimport { sql } from "drizzle-orm";\nexport const a = sql.raw("select 1");',
    ],
    ["no-explicit-any", DOMAIN, "export const a = (b: any) => b;"],
    ["no-non-null-assertion", DOMAIN, "export const a = (b: string | undefined) => b!;"],
    ["ban-ts-comment", DOMAIN, "// @ts-ignore\nexport const a = 1;"],
    ["consistent-type-imports", DOMAIN, 'import { Coupon } from "./other";\nexport const a = (c: Coupon) => c;'],
    ["no-floating-promises", DOMAIN, "const later = async () => 1;\nexport const a = () => {\n  later();\n};"],
    [
      "no-misused-promises",
      DOMAIN,
      "export const a = () => {\n  [1].forEach(async () => {});\n  if (Promise.resolve(true)) return 1;\n  return 2;\n};",
    ],
    [
      "switch-exhaustiveness-check",
      DOMAIN,
      'export function a(b: "X" | "Y"): number {\n  switch (b) {\n    case "X":\n      return 1;\n  }\n  return 0;\n}',
    ],
    ["no-default-export", DOMAIN, "export default 1;"],
    ["no-barrel-file", "server/coupons/contract.ts", 'export * from "./domain/coupon";'],
    ["filename-case", "server/coupons/domain/couponRow.ts", "export const a = 1;"],
    ["no-process-env", DOMAIN, "export const a = process.env;"],
    ["no-console", DOMAIN, "export const a = () => console.log(1);"],
    ["eqeqeq", DOMAIN, "export const a = (b: number) => b == 1;"],
    ["max-params", DOMAIN, "export const a = (b: number, c: number, d: number, e: number) => b + c + d + e;"],
    ["function-length", DOMAIN, `export function a() {\n${"  void 0;\n".repeat(41)}}`],
    ["max-lines", DOMAIN, "export const a = [\n".concat("  0,\n".repeat(300), "];")],
  ];

  test("each planted fault, in its file", () => {
    const numbered = cases.map(([rule, file, text], i) => ({ rule, file: file.replace(/(?=\.tsx?$)/, `-${i}`), text }));
    const named = numbered.map((one) =>
      one.rule === "no-barrel-file" ? { ...one, file: "server/coupons/contract.ts" } : one,
    );
    plant(Object.fromEntries(named.map(({ file, text }) => [file, text])));
    const found = lint();
    const missed = named.filter(({ rule, file }) => !found[file]?.includes(rule));
    expect(missed.map(({ rule, file }) => `${file}: ${rule}`)).toEqual([]);
  }, 60_000);

  test("nothing where the house allows it", () => {
    plant({
      "server/container.ts": "export const now = () => new Date();",
      "server/adapters/clock/clock.ts": 'import "server-only";\nexport const now = () => Date.now();',
      "components/format/pesos.ts": 'export const pesos = new Intl.NumberFormat("es-MX");',
      "components/coupons/card.tsx": 'export const a = "bg-surface text-accent border-transparent";',
      "server/coupons/commands/burn-coupon.ts":
        'import "server-only";\ntype Unit = { append(e: string): number };\nexport const burn = (ctx: { transact(w: (u: Unit) => number): number }) => ctx.transact((u) => u.append("CouponBurned"));',
      "server/coupons/domain/coupon.ts": "export const since = (at: string) => new Date(at);",
      "app/page.tsx": "export default function Page() {\n  return null;\n}",
      "db/row.ts": "/** The driver gives text here. */\nexport const text = (b: number) => b as unknown as string;",
    });
    expect(lint()).toEqual({});
  }, 60_000);
});

describe("the import graph", () => {
  const value = "export const value = 1;";
  const use = (path: string) => `import * as used from "${path}";\nexport const using = used;`;

  test("shows each broken arrow, and no other", () => {
    plantGraph({
      "server/kernel/money.ts": value,
      "server/kernel/hash.ts": use("@noble/hashes/sha2.js"),
      "server/kernel/schemas.ts": use("zod"),
      "server/kernel/bad-zod.ts": use("zod"),
      "server/kernel/bad-house.ts": use("@/server/platform/clock"),
      "server/platform/clock.ts": value,
      "server/coupons/domain/coupon.ts": use("@/server/kernel/money"),
      "server/coupons/domain/dates.ts": use("date-fns"),
      "server/coupons/domain/bad-package.ts": use("zod"),
      "server/coupons/domain/bad-node.ts": use("node:fs"),
      "server/coupons/domain/bad-arrow.ts": use("../ports"),
      "server/coupons/domain/bad-noble.ts": use("@noble/hashes/sha2.js"),
      "server/coupons/ports.ts": value,
      "server/coupons/schemas.ts": use("zod"),
      "server/coupons/store.ts": use("@/db/schema/coupons"),
      "server/coupons/queries/wallet.ts": use("@/db/schema/coupons"),
      "server/coupons/queries/bad-tables.ts": use("@/db/schema/raffles"),
      "server/coupons/commands/good-redeem.ts": use("@/server/ledger/contract"),
      "server/coupons/commands/bad-store.ts": use("../store"),
      "server/coupons/commands/bad-context.ts": use("@/server/ledger/domain/entry"),
      "server/coupons/router.ts": use("@/db/schema/coupons"),
      "server/ledger/contract.ts": use("./domain/entry"),
      "server/ledger/domain/entry.ts": value,
      "server/dashboard/queries/totals.ts": use("@/db/schema/raffles"),
      "server/adapters/mail/smtp.ts": use("@/server/adapters/sms/gateway"),
      "server/adapters/sms/gateway.ts": value,
      "server/container.ts": `${use("@/server/adapters/mail/smtp")}\n${use("@/server/coupons/store").replaceAll("us", "re")}`,
      "server/jobs/bad-adapter.ts": use("@/server/adapters/mail/smtp"),
      "server/gateway/bad-next-auth.ts": use("next-auth"),
      "server/gateway/bad-inngest.ts": use("inngest"),
      "server/gateway/bad-dev.ts": use("fast-check"),
      "db/schema/coupons.ts": value,
      "db/schema/raffles.ts": value,
      "components/ui/button.tsx": use("radix-ui"),
      "components/ui/bad-domain.tsx": use("@/server/coupons/domain/coupon"),
      "components/coupons/card.tsx": use("@/server/coupons/domain/coupon"),
      "components/coupons/bad-router.tsx": use("@/server/coupons/router"),
      "components/coupons/good-type.tsx":
        'import type { using } from "@/server/coupons/router";\nexport type Router = typeof using;',
      "components/coupons/bad-lost.tsx": use("./nowhere"),
      "components/coupons/one.tsx": use("./two"),
      "components/coupons/two.tsx": use("./one"),
      "app/page.tsx": use("@/server/coupons/domain/coupon"),
      "app/bad-server.tsx": use("@/server/coupons/queries/wallet"),
      "app/bad-db.tsx": use("@/db/schema/coupons"),
    });
    expect(graph()).toEqual([
      "app/bad-db.tsx: app-runs-on-the-bridge",
      "app/bad-db.tsx: tables-from-stores-and-queries",
      "app/bad-server.tsx: app-runs-on-the-bridge",
      "components/coupons/bad-lost.tsx: everything-resolves",
      "components/coupons/bad-router.tsx: components-see-domain-and-schemas",
      "components/coupons/one.tsx: no-cycles",
      "components/ui/bad-domain.tsx: ui-knows-nothing-of-ours",
      "server/adapters/mail/smtp.ts: adapters-apart",
      "server/coupons/commands/bad-context.ts: contexts-meet-at-contracts",
      "server/coupons/commands/bad-store.ts: commands-through-ports",
      "server/coupons/commands/bad-store.ts: stores-from-the-container",
      "server/coupons/domain/bad-arrow.ts: domain-is-pure",
      "server/coupons/domain/bad-noble.ts: domain-without-packages",
      "server/coupons/domain/bad-noble.ts: noble-only-in-kernel",
      "server/coupons/domain/bad-node.ts: domain-without-packages",
      "server/coupons/domain/bad-package.ts: domain-without-packages",
      "server/coupons/queries/bad-tables.ts: own-tables-only",
      "server/coupons/router.ts: tables-from-stores-and-queries",
      "server/gateway/bad-dev.ts: product-without-dev-packages",
      "server/gateway/bad-inngest.ts: inngest-stays-in-jobs",
      "server/gateway/bad-next-auth.ts: next-auth-is-isolated",
      "server/jobs/bad-adapter.ts: adapters-from-the-container",
      "server/kernel/bad-house.ts: kernel-is-the-floor",
      "server/kernel/bad-zod.ts: kernel-without-packages",
    ]);
  }, 60_000);
});

test("the structure check ends badly and names the file", () => {
  plant({ "server/coupons/service.ts": "export const a = 1;" });
  const ended = spawnSync(process.execPath, [join(ROOT, "scripts/check-structure.mjs"), folder], { encoding: "utf8" });
  expect(ended.status).toBe(1);
  expect(ended.stderr).toContain("server/coupons/service.ts");
});
