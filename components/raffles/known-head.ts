import { fromHex } from "@/server/kernel/bytes";
import { pathOf, type PathNode } from "@/server/raffles/domain/receipt";
import { isConsistent } from "@/server/raffles/domain/tree-proof";

/** What a device keeps of a signed head: enough to see whether a later list only goes on. */
export type KnownHead = {
  readonly leaves: number;
  readonly tickets: number;
  readonly root: string;
  readonly at: string;
};

const keyOf = (raffleId: string): string => `jsm-head-${raffleId}`;

/** Undefined where this device has none, or none that can be read. */
export function knownHead(raffleId: string, storage: Pick<Storage, "getItem">): KnownHead | undefined {
  try {
    const kept: unknown = JSON.parse(storage.getItem(keyOf(raffleId)) ?? "null");
    return isHead(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** A device that keeps nothing (private mode, full) simply has nothing to compare with next time. */
export function keepHead(raffleId: string, head: KnownHead, storage: Pick<Storage, "setItem">): void {
  const { leaves, tickets, root, at } = head;
  try {
    storage.setItem(keyOf(raffleId), JSON.stringify({ leaves, tickets, root, at }));
  } catch {
    return;
  }
}

const isHead = (kept: unknown): kept is KnownHead =>
  typeof kept === "object" &&
  kept !== null &&
  "leaves" in kept &&
  typeof kept.leaves === "number" &&
  "tickets" in kept &&
  typeof kept.tickets === "number" &&
  "root" in kept &&
  typeof kept.root === "string" &&
  /^[0-9a-f]{64}$/.test(kept.root) &&
  "at" in kept &&
  typeof kept.at === "string";

const rootOf = ({ root, tickets }: KnownHead) => ({ hash: fromHex(root, 32), sum: tickets });

/** Whether the newer list begins with all of the older one, by the proof between their heads. */
export function goesOn(older: KnownHead, newer: KnownHead, path: readonly PathNode[]): boolean {
  if (older.leaves > newer.leaves) return false;
  if (older.leaves === newer.leaves) return older.root === newer.root && older.tickets === newer.tickets;
  try {
    return isConsistent({
      old: { size: older.leaves, root: rootOf(older) },
      new: { size: newer.leaves, root: rootOf(newer) },
      path: pathOf(path),
    });
  } catch {
    return false;
  }
}
