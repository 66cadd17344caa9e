import type { RawPlace } from "./feed-place";
import type { RawPrice } from "./feed-price";

/** Why a whole file of the feed cannot be read. Nothing of it is used then. */
export const FEED_FAULTS = [
  "FILE_UNREADABLE",
  "FILE_EMPTY",
  "GZIP_BROKEN",
  "ENCODING_WRONG",
  "HTML_PAGE",
  "DOCTYPE",
  "NOT_XML",
  "NOT_CSV",
  "TRUNCATED",
  "TOO_LARGE",
  "OTHER_FILE",
] as const;
export type FeedFaultKind = (typeof FEED_FAULTS)[number];

/** `at` is the line, where there is one. */
export type FeedFault = { readonly kind: FeedFaultKind; readonly at?: number; readonly text: string };

/** One file of the pair, read to its end. `sha256` is that of its content, after gunzip. */
export type FeedFile<Row> = { readonly rows: readonly Row[]; readonly sha256: string };

export type FeedPair = { readonly places: FeedFile<RawPlace>; readonly prices: FeedFile<RawPrice> };
