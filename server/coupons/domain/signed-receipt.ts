import { fromBase64url, textOf, toBase64url, utf8 } from "@/server/kernel/bytes";
import type { Fuel } from "@/server/kernel/fuel";

/** What a signed receipt says: everything both sides need, nobody's name. */
export type ReceiptWords = {
  readonly iss: string;
  readonly id: string;
  readonly reference: string;
  readonly couponId: string;
  readonly stationId: string;
  readonly stationName: string;
  readonly timeZone: string;
  readonly pumpNumber: number;
  readonly fuelType: Fuel;
  readonly fuelAmount: string;
  readonly pricePerLiter: string;
  /** Since when that price held at that station; null where its history does not say. */
  readonly priceSince: string | null;
  readonly totalCost: string;
  readonly balance: string;
  readonly ticketsGenerated: number;
  readonly ticketsReason: string;
  readonly redeemedAt: string;
  /** Null unless it was undone. */
  readonly voidedAt: string | null;
};

export type SignedReceipt = {
  readonly kid: string;
  readonly words: ReceiptWords;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
};

/** A public key as any JOSE library takes it. */
export type ReceiptKey = Readonly<Record<"kty" | "crv" | "kid" | "x" | "use" | "alg", string>>;

/** Signs receipts with the keys of purpose `RECEIPT`, as compact JWS. */
export type ReceiptSigner = {
  sign(words: ReceiptWords): Promise<{ readonly kid: string; readonly receipt: string }>;
  /** Everything that still verifies. */
  keys(): Promise<readonly ReceiptKey[]>;
};

const ALGORITHM = "EdDSA";
/** Another word than that of an access token: neither can be taken for the other. */
const TYPE = "jsm-receipt+jws";
const LONGEST = 4_000;

const part = (value: unknown): string => toBase64url(utf8(JSON.stringify(value)));

/** The text that is signed: header and payload of a compact JWS (RFC 7515), so that any library can check it. */
export const receiptToSign = (kid: string, words: ReceiptWords): string =>
  `${part({ alg: ALGORITHM, kid, typ: TYPE })}.${part(words)}`;

export const sealReceipt = (text: string, signature: Uint8Array): string => `${text}.${toBase64url(signature)}`;

/** Undefined for what is not a receipt by its shape; whether a key of ours signed it, the caller checks. */
export function readReceipt(receipt: string): SignedReceipt | undefined {
  if (receipt.length > LONGEST) return undefined;
  const [header = "", payload = "", seal = "", ...more] = receipt.split(".");
  if (more.length > 0 || payload === "" || seal === "") return undefined;
  try {
    const { alg, kid, typ }: Record<string, unknown> = Object(JSON.parse(textOf(fromBase64url(header))));
    const words: unknown = JSON.parse(textOf(fromBase64url(payload)));
    const signature = fromBase64url(seal);
    if (alg !== ALGORITHM || typ !== TYPE || typeof kid !== "string" || signature.length !== 64 || !isWords(words))
      return undefined;
    return { kid, words, signed: utf8(`${header}.${payload}`), signature };
  } catch {
    return undefined;
  }
}

const TEXTS = [
  ...([
    "iss",
    "id",
    "reference",
    "couponId",
    "stationId",
    "stationName",
    "timeZone",
    "fuelType",
    "fuelAmount",
  ] as const),
  ...(["pricePerLiter", "totalCost", "balance", "ticketsReason", "redeemedAt"] as const),
];

/** What was signed by us has these; what was not is refused by its signature anyway. */
function isWords(value: unknown): value is ReceiptWords {
  if (typeof value !== "object" || value === null) return false;
  const words: Partial<Record<string, unknown>> = { ...value };
  const isTextOrNull = (one: unknown): boolean => one === null || typeof one === "string";
  return (
    TEXTS.every((name) => typeof words[name] === "string") &&
    typeof words["pumpNumber"] === "number" &&
    typeof words["ticketsGenerated"] === "number" &&
    isTextOrNull(words["priceSince"]) &&
    isTextOrNull(words["voidedAt"])
  );
}
