import "server-only";

/** Encodings the feed may come in, by the label of a decoder; undefined for one we do not read. */
const LABELS: Readonly<Record<string, string>> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "us-ascii": "utf-8",
  "utf-16": "utf-16le",
  "utf-16le": "utf-16le",
  "utf-16be": "utf-16be",
  "iso-8859-1": "windows-1252",
  latin1: "windows-1252",
  "windows-1252": "windows-1252",
};

export const labelOf = (declared: string): string | undefined => LABELS[declared.toLowerCase()];

const LOOKED_AT = 200;

/**
 * Which encoding a document's first bytes speak of: a byte order mark, the zeros of UTF-16, else its declaration, else UTF-8.
 * A declaration that cannot be read this way is left to the parser, which sees it too.
 */
export function encodingOf(first: Buffer): string {
  const [a, b] = first;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return "utf-16le";
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return "utf-16be";
  if (a === 0xef && b === 0xbb) return "utf-8";
  const declared = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([^"']{1,40})["']/.exec(first.toString("latin1", 0, LOOKED_AT));
  const label = declared?.[1] === undefined ? undefined : labelOf(declared[1]);
  // One byte a character is what lies here, whatever the declaration says of two.
  return label === undefined || label.startsWith("utf-16") ? "utf-8" : label;
}
