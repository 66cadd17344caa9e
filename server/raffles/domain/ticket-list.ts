/** A raffle's whole ticket log, kept in flat arrays so that a million blocks fit in a phone. */
import { toHex } from "@/server/kernel/bytes";

import { joinNodes, type Place, type TreeNode } from "./sum-tree";
import type { TicketLeaf } from "./ticket-log";

/** A line of `tickets.csv`: `index,first,count,holderTag,sourceTag\n`, tags in lower-case hexadecimal. */
export const ticketLine = (leaf: TicketLeaf): string =>
  `${leaf.index},${leaf.first},${leaf.count},${toHex(leaf.holderTag)},${toHex(leaf.sourceTag)}\n`;

export type TicketColumns = {
  readonly leaves: number;
  readonly tickets: number;
  readonly root: TreeNode;
  /** One first number a leaf. */
  readonly firsts: Float64Array;
  /** 64 bytes a leaf: the holder's tag, then the source's. */
  readonly tags: Uint8Array;
  /** 32 bytes a leaf. */
  readonly hashes: Uint8Array;
  /** The complete subtrees from `keptLevel` upwards, by `placeKey`. */
  readonly upper: ReadonlyMap<string, TreeNode>;
};

/** Subtrees below this level are cheaper to hash again than to keep. */
export const keptLevel = 8;

export const placeKey = (place: Place): string => `${place.level}:${place.position}`;

export type TicketList = {
  readonly leaves: number;
  readonly tickets: number;
  readonly root: TreeNode;
  leafAt(index: number): TicketLeaf;
  /** The root of a complete subtree. */
  nodeAt(place: Place): TreeNode;
  /** The index of the leaf that holds a ticket number; throws RangeError outside the list. */
  indexOf(ticket: number): number;
};

export function ticketListOf(columns: TicketColumns): TicketList {
  const { leaves, tickets, root, firsts, tags, hashes, upper } = columns;
  const firstOf = (index: number): number => (index === leaves ? tickets : (firsts[index] ?? tickets));
  const checked = (index: number): number => {
    if (!(Number.isSafeInteger(index) && index >= 0 && index < leaves)) throw new RangeError("no such leaf");
    return index;
  };
  const countOf = (index: number): number => firstOf(index + 1) - firstOf(index);
  const nodeAt = ({ level, position }: Place): TreeNode => {
    if (level === 0) {
      return { hash: hashes.slice(checked(position) * 32, position * 32 + 32), sum: countOf(position) };
    }
    const kept = upper.get(placeKey({ level, position }));
    if (kept !== undefined) return kept;
    const below = { level: level - 1, position: position * 2 };
    return joinNodes(nodeAt(below), nodeAt({ ...below, position: below.position + 1 }));
  };
  return {
    leaves,
    tickets,
    root,
    leafAt(index) {
      const at = checked(index) * 64;
      return {
        index,
        first: firstOf(index),
        count: countOf(index),
        holderTag: tags.slice(at, at + 32),
        sourceTag: tags.slice(at + 32, at + 64),
      };
    },
    nodeAt,
    indexOf(ticket) {
      if (!(Number.isSafeInteger(ticket) && ticket >= 0 && ticket < tickets)) throw new RangeError("no such ticket");
      return lastAtMost(ticket, leaves, firstOf);
    },
  };
}

/** The last index below `size` whose value, ascending and starting at 0, is not above the one sought. */
function lastAtMost(sought: number, size: number, valueOf: (index: number) => number): number {
  let [low, high] = [0, size];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (valueOf(middle) <= sought) low = middle;
    else high = middle;
  }
  return low;
}
