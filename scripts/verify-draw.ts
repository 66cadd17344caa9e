/**
 * Checks a draw from its published files, without a network and without trusting us.
 * Usage: npm run verify-draw -- FOLDER     Exit: 0 everything agrees, 1 it does not, 2 could not be read.
 */
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";

import words from "@/messages/es-MX.json";
import type { VerificationStep } from "@/server/raffles/domain/verification";
import { filled } from "@/server/raffles/domain/verification-text";
import {
  drawFileNames,
  type DrawFiles,
  type DrawVerdict,
  frozenFileNames,
  verifySteps,
} from "@/server/raffles/domain/verify-draw";

const texts = words.verify;
const [agrees, differs, unreadable] = [0, 1, 2];

class Unreadable extends Error {}

async function readBundle(folder: string): Promise<DrawFiles> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new Unreadable(filled(texts.cli.missing, { file: ".", folder }));
  const read = await Promise.all(
    drawFileNames.map(async (name) => [name, await readFile(join(folder, name)).catch(() => null)] as const),
  );
  const files = Object.fromEntries(read.filter(([, bytes]) => bytes !== null)) as DrawFiles; // names come from the list
  const missing = frozenFileNames.find((name) => files[name] === undefined);
  if (missing !== undefined) throw new Unreadable(filled(texts.cli.missing, { file: missing, folder }));
  return files;
}

function print({ step, ok, reason, details }: VerificationStep): void {
  const sign = ok === null ? "–" : ok ? "✓" : "✗";
  const why = reason === null ? "" : ` — ${filled(texts.reason[reason], details)}`;
  console.log(`${sign} ${texts.step[step]}${why}`);
}

function close({ outcome, steps, isDemonstration, places }: DrawVerdict): number {
  const failing = steps.find(({ ok }) => ok === false);
  console.log("");
  console.log(filled(texts.outcome[outcome], { step: failing ? texts.step[failing.step] : "" }));
  if (isDemonstration === true) console.log(texts.demonstration);
  if (outcome === "FAILED") return differs;
  if (outcome === "NOT_DRAWN") {
    console.error(texts.cli.noCertificate);
    return unreadable;
  }
  console.log(`${texts.cli.winners}:`);
  for (const { place, ticket, prize } of places ?? []) {
    console.log(`  ${place}  ${texts.page.ticket} ${ticket}${prize === null ? "" : `  ${prize}`}`);
  }
  return agrees;
}

async function main(folder: string | undefined): Promise<number> {
  if (folder === undefined) throw new Unreadable(texts.cli.usage);
  const walk = verifySteps(await readBundle(folder));
  for (;;) {
    const next = walk.next();
    if (next.done === true) return close(next.value);
    if ("step" in next.value) print(next.value);
  }
}

try {
  process.exitCode = await main(process.argv[2]);
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exitCode = unreadable;
}
