import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { type Browser, chromium, type Page } from "@playwright/test";
import { build } from "esbuild";

import words from "@/messages/es-MX.json";
import { canonicalJson } from "@/server/kernel/canonical-json";
import { stepNames } from "@/server/raffles/domain/verification";
import { filled } from "@/server/raffles/domain/verification-text";
import type { DrawFiles, DrawVerdict } from "@/server/raffles/domain/verify-draw";

import { chromiumPath } from "../../scripts/services/packages.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const run = promisify(execFile);
const texts = words.verify;
const SIGNS = { "✓": "ok", "✗": "failed", "–": "unchecked" } as const;
type Sign = keyof typeof SIGNS;

/** What a verifier says of a bundle, as canonical text: the verdict, each step, each place with its ticket. */
export type Account = string;

export const VERIFIERS = ["page", "offline", "command line"] as const;
export type Verifier = (typeof VERIFIERS)[number];

export type Verifiers = {
  accountsOf(files: DrawFiles): Promise<Readonly<Record<Verifier, Account>>>;
  close(): Promise<void>;
};

type Place = readonly [place: string, ticket: number];
type Said = {
  readonly lines: readonly (readonly [Sign, string])[];
  readonly verdict: string;
  readonly places: Place[];
};

const accountOf = (outcome: string, steps: readonly (readonly [string, string])[], places: Place[]): Account =>
  canonicalJson({ outcome, steps: steps.map((step) => [...step]), places: places.map((place) => [...place]) });

const stepCalled = (title: string): string => stepNames.find((step) => texts.step[step] === title) ?? title;
const outcomeCalled = (verdict: string): string =>
  (["VERIFIED", "NOT_DRAWN"] as const).find((outcome) => texts.outcome[outcome] === verdict) ??
  (stepNames.some((step) => filled(texts.outcome.FAILED, { step: texts.step[step] }) === verdict) ? "FAILED" : verdict);

const accountSaid = ({ lines, verdict, places }: Said): Account =>
  accountOf(
    outcomeCalled(verdict),
    lines.map(([sign, title]) => [stepCalled(title), SIGNS[sign]]),
    places,
  );

const signOf = (ok: boolean | null): string => (ok === null ? "unchecked" : ok ? "ok" : "failed");

export const accountOfVerdict = ({ outcome, steps, places }: DrawVerdict): Account =>
  accountOf(
    outcome,
    steps.map(({ step, ok }) => [step, signOf(ok)]),
    (places ?? []).map(({ place, ticket }): Place => [place, ticket]),
  );

/** The verifier's code of the raffle's own page, in one script. */
async function pageScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, "components/raffles/verify-published.ts")],
    bundle: true,
    write: false,
    platform: "browser",
    format: "iife",
    globalName: "published",
    tsconfig: join(root, "tsconfig.json"),
    logLevel: "warning",
  });
  return outputFiles[0]?.text ?? "";
}

type PublishedPage = { verifyFiles(files: DrawFiles, watch: object): Promise<DrawVerdict> };
declare const published: PublishedPage;

async function askPage(page: Page, files: DrawFiles): Promise<Account> {
  const sent = Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString("base64")] as const);
  const verdict = await page.evaluate(async (coded) => {
    const decoded = coded.map(([name, text]) => [name, Uint8Array.from(atob(text), (c) => c.charCodeAt(0))] as const);
    const { outcome, steps, places } = await published.verifyFiles(Object.fromEntries(decoded), {
      step: () => undefined,
      progress: () => undefined,
    });
    return { outcome, steps, places };
  }, sent);
  return accountOfVerdict({ ...verdict, isDemonstration: null, commitment: null, certificate: null });
}

async function askOffline(page: Page, address: string, files: DrawFiles): Promise<Account> {
  await page.goto(address);
  const chosen = Object.entries(files).map(([name, bytes]) => ({
    name,
    mimeType: "application/octet-stream",
    buffer: Buffer.from(bytes),
  }));
  await page.locator("input[type=file]").setInputFiles(chosen);
  const verdict = await page.locator("p.verdict").innerText();
  const lines = await page
    .locator("ol.steps summary")
    .evaluateAll((summaries) =>
      summaries.map((summary) => Array.from(summary.children, (part) => part.textContent ?? "")),
    );
  const places = await page.locator("ol.places li").allInnerTexts();
  return accountSaid({ lines: lines as [Sign, string][], verdict, places: places.map(shownPlace) });
}

/** `Lugar 2 · boleto 14 · Premio`, as the page says it. */
function shownPlace(line: string): Place {
  const [title = "", ticket = ""] = line.split(" · ");
  const n = /\d+/.exec(title)?.[0] ?? "";
  const kind = (["WINNER", "ALTERNATE"] as const).find((each) => filled(texts.place[each], { n }) === title) ?? title;
  return [`${kind} ${n}`, Number(/\d+$/.exec(ticket)?.[0])];
}

async function askCommandLine(files: DrawFiles): Promise<Account> {
  const folder = mkdtempSync(join(tmpdir(), "jsm-draw-"));
  try {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    const script = ["--import", join(root, "node_modules/tsx/dist/loader.mjs"), "scripts/verify-draw.ts", folder];
    const env = { PATH: process.env["PATH"], TSX_TSCONFIG_PATH: join(root, "tsconfig.server.json") };
    const done = run(process.execPath, script, { cwd: root, env: { ...env, NODE_ENV: "test" } });
    // It ends with 1 where something does not agree; what it says is the same either way.
    const { stdout } = await done.catch((fault: { stdout: string }) => fault);
    return accountPrinted(stdout.split("\n"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function accountPrinted(lines: readonly string[]): Account {
  const signed = lines.flatMap((line) => {
    const [, sign, title] = /^([✓✗–]) (.+?)(?: — .*)?$/u.exec(line) ?? [];
    return sign !== undefined && title !== undefined ? [[sign as Sign, title] as const] : [];
  });
  const places = lines.flatMap((line): Place[] => {
    const [, place, ticket] = /^ {2}((?:WINNER|ALTERNATE) \d+) {2}\D*(\d+)/u.exec(line) ?? [];
    return place !== undefined ? [[place, Number(ticket)]] : [];
  });
  const verdict = lines.find((line) => ["VERIFIED", "NOT_DRAWN", "FAILED"].includes(outcomeCalled(line))) ?? "";
  return accountSaid({ lines: signed, verdict, places });
}

/** The raffle's page and the offline file in Chromium without a network, and the command line. */
export async function openVerifiers(): Promise<Verifiers> {
  await run(process.execPath, ["scripts/build-offline-verifier.mjs"], { cwd: root });
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error("Chromium is not installed here");
  const browser: Browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const context = await browser.newContext({ offline: true, locale: "es-MX" });
  const [own, offline] = [await context.newPage(), await context.newPage()];
  await own.addScriptTag({ content: await pageScript() });
  const address = new URL(`file://${join(root, "public/verificar-sorteo.html")}`).href;
  return {
    accountsOf: async (files) => ({
      page: await askPage(own, files),
      offline: await askOffline(offline, address, files),
      "command line": await askCommandLine(files),
    }),
    close: () => browser.close(),
  };
}
