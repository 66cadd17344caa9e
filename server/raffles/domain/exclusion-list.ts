/** `voids.csv` and `ineligible.csv`: ascending, one entry a line, no header; an empty list is an empty file. */
import { textOf } from "@/server/kernel/bytes";

export class ExclusionFault extends RangeError {
  readonly line: number;
  constructor(line: number, what: string) {
    super(`line ${line}: ${what}`);
    this.line = line;
  }
}

export const voidsCsv = (leaves: Iterable<number>): string =>
  [...leaves]
    .sort((a, b) => a - b)
    .map((leaf) => `${leaf}\n`)
    .join("");

/** `tags` in hexadecimal. */
export const ineligibleCsv = (tags: Iterable<string>): string =>
  [...tags]
    .sort()
    .map((tag) => `${tag}\n`)
    .join("");

function linesOf(bytes: Uint8Array): string[] {
  const text = textOf(bytes);
  if (text === "") return [];
  if (!text.endsWith("\n")) throw new ExclusionFault(text.split("\n").length, "the line does not end");
  return text.slice(0, -1).split("\n");
}

/** Leaf indexes below `leaves`; throws ExclusionFault for the first line that breaks the form. */
export function readVoids(bytes: Uint8Array, leaves: number): ReadonlySet<number> {
  let last = -1;
  const read = linesOf(bytes).map((text, i) => {
    const leaf = /^(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : Number.NaN;
    if (!(leaf < leaves)) throw new ExclusionFault(i + 1, "is not a leaf of this list");
    if (leaf <= last) throw new ExclusionFault(i + 1, "is not in ascending order");
    last = leaf;
    return leaf;
  });
  return new Set(read);
}

/** Holder tags in hexadecimal; throws ExclusionFault for the first line that breaks the form. */
export function readIneligible(bytes: Uint8Array): ReadonlySet<string> {
  let last = "";
  const read = linesOf(bytes);
  for (const [i, tag] of read.entries()) {
    if (!/^[0-9a-f]{64}$/.test(tag)) throw new ExclusionFault(i + 1, "is not a holder tag");
    if (tag <= last) throw new ExclusionFault(i + 1, "is not in ascending order");
    last = tag;
  }
  return new Set(read);
}
