import { readReceipt, type ReceiptWords } from "@/server/coupons/domain/signed-receipt";
import { fromBase64url } from "@/server/kernel/bytes";
import { ed25519Verify } from "@/server/kernel/ed25519";

export type Checked =
  | { readonly state: "valid"; readonly kid: string; readonly words: ReceiptWords }
  | { readonly state: "unknownKey" }
  | { readonly state: "broken" };

export type PublicKey = { readonly kid: string; readonly x: string };

/** Whether one of these keys signed exactly this text; nothing is asked of anybody. */
export function checkReceipt(text: string, keys: readonly PublicKey[]): Checked {
  const read = readReceipt(text.trim());
  if (!read) return { state: "broken" };
  const key = keys.find(({ kid }) => kid === read.kid);
  if (!key) return { state: "unknownKey" };
  const isOurs = ed25519Verify(read.signature, read.signed, fromBase64url(key.x));
  return isOurs ? { state: "valid", kid: read.kid, words: read.words } : { state: "broken" };
}
