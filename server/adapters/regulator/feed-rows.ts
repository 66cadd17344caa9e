import "server-only";
import { SaxesParser } from "saxes";

import type { FeedFault, FeedFaultKind } from "@/server/stations/domain/feed-file";
import type { RawPlace } from "@/server/stations/domain/feed-place";
import type { RawPrice } from "@/server/stations/domain/feed-price";

import { labelOf } from "./encoding";

/** Leaves the parser from within its handlers; never leaves this folder. */
export class FeedBroken extends Error {
  override readonly name = "FeedBroken";
  readonly fault: FeedFault;
  constructor(kind: FeedFaultKind, text: string, at?: number) {
    super(text);
    this.fault = { kind, text, ...(at !== undefined && { at }) };
  }
}

/** What to do with the elements inside the root; `depth` of the root is 1. */
type Elements = {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string, text: string): void;
};

/** Text goes in piece by piece; `end` says whether the document was whole. */
export type RowParser<Row> = { write(text: string): void; end(): void; readonly rows: readonly Row[] };

const MAX_ROWS = 500_000;

type Break = (kind: FeedFaultKind, why: string) => FeedBroken;

/** Document types and encodings nobody uses: what no honest file of the feed has. */
function refuseOddities(parser: SaxesParser, broken: Break): void {
  parser.on("doctype", (doctype) => {
    throw /^\s*html/i.test(doctype)
      ? broken("HTML_PAGE", "this is a web page, not the feed")
      : broken("DOCTYPE", "a document type declaration is not allowed");
  });
  parser.on("xmldecl", ({ encoding }) => {
    if (encoding !== undefined && labelOf(encoding) === undefined)
      throw broken("ENCODING_WRONG", `encoding ${encoding}`);
  });
}

function parserOf<Row>(rows: Row[], elements: Elements): RowParser<Row> {
  const parser = new SaxesParser();
  let depth = 0;
  let text = "";
  let isEnding = false;
  const broken: Break = (kind, why) => new FeedBroken(kind, why, parser.line);
  parser.on("error", (fault) => {
    throw broken(isEnding ? "TRUNCATED" : "NOT_XML", fault.message.replace(/^\d+:\d+: /, ""));
  });
  refuseOddities(parser, broken);
  parser.on("opentag", ({ name, attributes }) => {
    depth += 1;
    text = "";
    if (depth > 1) return elements.open(name, attributes);
    if (/^html$/i.test(name)) throw broken("HTML_PAGE", "this is a web page, not the feed");
    if (name !== "places") throw broken("OTHER_FILE", `the root is <${name.slice(0, 40)}>, not <places>`);
  });
  const add = (more: string) => void (text += more);
  parser.on("text", add);
  parser.on("cdata", add);
  parser.on("closetag", ({ name }) => {
    depth -= 1;
    elements.close(name, text);
    text = "";
    if (rows.length > MAX_ROWS) throw broken("TOO_LARGE", `more than ${MAX_ROWS} rows`);
  });
  return {
    rows,
    write: (more) => void parser.write(more),
    end: () => {
      isEnding = true;
      parser.close();
    },
  };
}

/** `<place place_id><name/><cre_id/><location><x/><y/></location></place>` */
export function placesParser(): RowParser<RawPlace> {
  const rows: RawPlace[] = [];
  let found: Record<string, string> = {};
  return parserOf(rows, {
    open(name, attributes) {
      if (name === "gas_price") throw new FeedBroken("OTHER_FILE", "this is the file of prices, not of places");
      if (name === "place") found = { placeId: attributes["place_id"] ?? "" };
    },
    close(name, text) {
      if (["name", "cre_id", "x", "y"].includes(name)) found[name] = text;
      if (name !== "place") return;
      const { placeId = "", name: title = "", cre_id: permit = "", x = "", y = "" } = found;
      rows.push({ placeId, name: title, permit, x, y });
    },
  });
}

/** `<place place_id><gas_price type="regular">24.19</gas_price></place>`; a station may have several elements. */
export function pricesParser(): RowParser<RawPrice> {
  const rows: RawPrice[] = [];
  let placeId = "";
  let fuel = "";
  return parserOf(rows, {
    open(name, attributes) {
      if (name === "cre_id") throw new FeedBroken("OTHER_FILE", "this is the file of places, not of prices");
      if (name === "place") placeId = attributes["place_id"] ?? "";
      if (name === "gas_price") fuel = attributes["type"] ?? "";
    },
    close(name, text) {
      if (name === "gas_price") rows.push({ placeId, fuel, price: text });
    },
  });
}
