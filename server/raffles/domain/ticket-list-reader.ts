/** Reads `tickets.csv` in pieces, strictly, and computes the tree on the way. */
import { joinBytes } from "@/server/kernel/bytes";

import { growTree, type GrowingTree, noPeaks, rootOf, sumLimit, type TreeNode } from "./sum-tree";
import { keptLevel, placeKey, type TicketList, ticketListOf } from "./ticket-list";
import { leafHasher } from "./ticket-log";

/** What is wrong with the file, and in which line (the first is 1). */
export class TicketListFault extends RangeError {
  readonly line: number;
  constructor(line: number, what: string) {
    super(`line ${line}: ${what}`);
    this.line = line;
  }
}

const newline = 10;
const comma = 44;
const zero = 48;
const longestLine = 256;

const nibbles = new Int8Array(256).fill(-1);
for (let value = 0; value < 16; value++) nibbles[value.toString(16).charCodeAt(0)] = value;

/** Walks through the fields of one line; throws TicketListFault. */
class LineCursor {
  at: number;
  private readonly bytes: Uint8Array;
  private readonly line: number;

  constructor(bytes: Uint8Array, start: number, line: number) {
    this.bytes = bytes;
    this.at = start;
    this.line = line;
  }

  number(): number {
    const from = this.at;
    let value = 0;
    for (; this.at - from < 15; this.at++) {
      const digit = (this.bytes[this.at] ?? 0) - zero;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    const digits = this.at - from;
    if (digits === 0 || (this.bytes[from] === zero && digits > 1)) this.fail("a number is malformed");
    this.expect(comma, "a comma is missing");
    return value;
  }

  tag(into: Uint8Array, offset: number, end: number): void {
    for (let i = 0; i < 32; i++, this.at += 2) {
      const high = nibbles[this.bytes[this.at] ?? 0] ?? -1;
      const low = nibbles[this.bytes[this.at + 1] ?? 0] ?? -1;
      if (high < 0 || low < 0) this.fail("a tag is not 64 lower-case hexadecimal digits");
      into[offset + i] = high * 16 + low;
    }
    this.expect(end, "a tag has the wrong length");
  }

  fail(what: string): never {
    throw new TicketListFault(this.line, what);
  }

  private expect(byte: number, what: string): void {
    if (this.bytes[this.at] !== byte) this.fail(what);
    this.at += 1;
  }
}

export class TicketListReader {
  private readonly nodeFor: ReturnType<typeof leafHasher>;
  private readonly upper = new Map<string, TreeNode>();
  private readonly tree: GrowingTree = growTree(noPeaks, (place, node) => {
    if (place.level >= keptLevel) this.upper.set(placeKey(place), node);
  });
  private firsts = new Float64Array(1024);
  private tags = new Uint8Array(1024 * 64);
  private hashes = new Uint8Array(1024 * 32);
  private rest: Uint8Array = new Uint8Array(0);
  private leaves = 0;
  private tickets = 0;

  constructor(raffleId: string) {
    this.nodeFor = leafHasher(raffleId);
  }

  /** Pieces may end anywhere. Throws TicketListFault for the first line that breaks the form. */
  push(piece: Uint8Array): void {
    const bytes = this.rest.length === 0 ? piece : joinBytes(this.rest, piece);
    const stop = bytes.lastIndexOf(newline) + 1;
    for (let at = 0; at < stop;) at = this.readLine(bytes, at);
    this.rest = bytes.slice(stop);
    if (this.rest.length > longestLine) throw new TicketListFault(this.leaves + 1, "the line is too long");
  }

  end(): TicketList {
    if (this.rest.length > 0) throw new TicketListFault(this.leaves + 1, "the last line does not end");
    const { leaves, tickets, firsts, tags, hashes, upper } = this;
    return ticketListOf({ leaves, tickets, firsts, tags, hashes, upper, root: rootOf(this.tree.peaks()) });
  }

  private readLine(bytes: Uint8Array, start: number): number {
    const line = new LineCursor(bytes, start, this.leaves + 1);
    if (this.leaves === this.firsts.length) this.widen();
    const [index, first, count] = [line.number(), line.number(), line.number()];
    if (index !== this.leaves) line.fail("the index is out of order");
    if (first !== this.tickets) line.fail("the numbers leave a gap or overlap");
    if (count < 1 || this.tickets + count >= sumLimit) line.fail("the count is out of range");
    const at = index * 64;
    line.tag(this.tags, at, comma);
    line.tag(this.tags, at + 32, newline);
    this.keep(first, this.nodeFor({ index, first, count }, this.tags.subarray(at, at + 64)));
    return line.at;
  }

  private keep(first: number, node: TreeNode): void {
    this.firsts[this.leaves] = first;
    this.hashes.set(node.hash, this.leaves * 32);
    this.tree.append(node);
    this.leaves += 1;
    this.tickets += node.sum;
  }

  private widen(): void {
    const { firsts, tags, hashes } = this;
    this.firsts = new Float64Array(firsts.length * 2);
    this.tags = new Uint8Array(tags.length * 2);
    this.hashes = new Uint8Array(hashes.length * 2);
    this.firsts.set(firsts);
    this.tags.set(tags);
    this.hashes.set(hashes);
  }
}

/** A whole file at once; throws TicketListFault. */
export function readTicketList(raffleId: string, bytes: Uint8Array): TicketList {
  const reader = new TicketListReader(raffleId);
  reader.push(bytes);
  return reader.end();
}
