import { readDrawKeys } from "@/server/raffles/domain/draw-keys";
import { receiptFault } from "@/server/raffles/domain/receipt";
import type { VerificationStep } from "@/server/raffles/domain/verification";
import {
  type DrawFileName,
  drawFileNames,
  type DrawFiles,
  type DrawVerdict,
  verifySteps,
} from "@/server/raffles/domain/verify-draw";

import { breathe, type OwnPage, ownPage } from "./own-receipts";

/** Which file could not be had. */
export class FileUnavailable extends Error {
  readonly file: DrawFileName;
  constructor(file: DrawFileName) {
    super(file);
    this.file = file;
  }
}

/** The only file that may not be there yet. */
const isOptional = (name: DrawFileName): boolean => name === "certificate.json";

const addressOf = (raffleId: string, name: DrawFileName): string =>
  name === "keys.json" ? "/api/v1/draw/keys" : `/api/v1/raffles/${raffleId}/${name}`;

async function download(raffleId: string, name: DrawFileName): Promise<Uint8Array | undefined> {
  const response = await fetch(addressOf(raffleId, name), { cache: "no-store" }).catch(() => undefined);
  if (response?.status === 404 && isOptional(name)) return undefined;
  if (!response?.ok) throw new FileUnavailable(name);
  return new Uint8Array(await response.arrayBuffer());
}

export async function downloadFiles(raffleId: string): Promise<DrawFiles> {
  const found = await Promise.all(drawFileNames.map(async (name) => [name, await download(raffleId, name)] as const));
  return Object.fromEntries(found.filter(([, bytes]) => bytes !== undefined)) as DrawFiles; // names come from the list
}

export type Watcher = {
  step(step: VerificationStep): void;
  /** Of the long step, between 0 and 1. */
  progress(part: number): void;
};

/** Repeats the whole computation on this device, a piece at a time. */
export async function verifyFiles(files: DrawFiles, watch: Watcher): Promise<DrawVerdict> {
  const walk = verifySteps(files);
  for (;;) {
    const next = walk.next();
    if (next.done === true) return next.value;
    if ("step" in next.value) watch.step(next.value);
    else watch.progress(next.value.done / Math.max(1, next.value.total));
    await breathe();
  }
}

export type OwnReceipts =
  | { readonly state: "ok"; readonly count: number }
  | { readonly state: "failed"; readonly leaf: number }
  | { readonly state: "none" | "unavailable" };

/** Every receipt of the signed-in person must prove its block against the very root that was frozen. */
export async function verifyOwn(raffleId: string, files: DrawFiles, verdict: DrawVerdict): Promise<OwnReceipts> {
  const keys = readDrawKeys(files["keys.json"] ?? new Uint8Array(0));
  const root = verdict.commitment?.root;
  let count = 0;
  for (let cursor: string | null = null; ;) {
    const page: OwnPage | undefined = await ownPage(raffleId, cursor);
    if (page === undefined) return { state: "unavailable" };
    for (const { receipt, isVoid } of page.blocks) {
      const isGood = receipt.head.root === root && receiptFault(receipt, keys) === null;
      if (!isGood) return { state: "failed", leaf: receipt.leaf };
      if (!isVoid) count += receipt.count;
      await breathe();
    }
    if (page.nextCursor === null) return count === 0 ? { state: "none" } : { state: "ok", count };
    cursor = page.nextCursor;
  }
}
