import "server-only";
import { seeded, wholeBelow } from "./seeded";
import { macOf } from "./signature";

/** The ways in which somebody without our secret, or with an old delivery, would try to be believed. */
export const FORGERIES = [
  "bit-of-body",
  "bit-of-signature",
  "truncated-header",
  "no-header",
  "other-secret",
  "only-v0",
  "two-v1-none-good",
  "too-old",
  "too-new",
  "other-instant",
  "serialised-anew",
  "other-amount",
] as const;
export type Forgery = (typeof FORGERIES)[number];

export type Letter = { readonly body: string | Buffer; readonly signature: string };

type Genuine = { body: string; secret: string; atS: number };

/** Stripe's tolerance is 300 seconds to either side. */
const TOO_FAR_S = 301;

function flipped(bytes: Buffer, random: () => number): Buffer {
  const at = wholeBelow(random, bytes.length);
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ (1 << wholeBelow(random, 8));
  return changed;
}

/** One hexadecimal digit becomes another one. */
function otherDigit(mac: string, random: () => number): string {
  const at = wholeBelow(random, mac.length);
  const digit = (Number.parseInt(mac[at] ?? "0", 16) + 1 + wholeBelow(random, 15)) % 16;
  return `${mac.slice(0, at)}${digit.toString(16)}${mac.slice(at + 1)}`;
}

/** Another sum, or where there is none another line end: never the signed bytes. */
const dearer = (body: string): string => {
  const changed = body.replace(/"amount(_\w+)?":(\d)/, '"amount$1":9$2');
  return changed === body ? `${body}\n` : changed;
};

/** What is sent instead of a genuine delivery. */
export function forge(kind: Forgery, genuine: Genuine, seed: number): Letter {
  const random = seeded(seed);
  const { body, secret, atS } = genuine;
  const sign = (text: string, t = atS, by = secret): string => macOf(text, by, t);
  const header = (mac: string, t = atS): string => `t=${t},v1=${mac}`;
  const good = header(sign(body));
  switch (kind) {
    case "bit-of-body":
      return { body: flipped(Buffer.from(body), random), signature: good };
    case "bit-of-signature":
      return { body, signature: header(otherDigit(sign(body), random)) };
    case "truncated-header":
      return { body, signature: good.slice(0, 1 + wholeBelow(random, good.length - 1)) };
    case "no-header":
      return { body, signature: "" };
    case "other-secret":
      return { body, signature: header(sign(body, atS, `whsec_${wholeBelow(random, 1e9)}`)) };
    case "only-v0":
      return { body, signature: `t=${atS},v0=${sign(body)}` };
    case "two-v1-none-good":
      return { body, signature: `${header(otherDigit(sign(body), random))},v1=${sign(body, atS, "whsec_other")}` };
    case "too-old":
      return { body, signature: header(sign(body, atS - TOO_FAR_S), atS - TOO_FAR_S) };
    case "too-new":
      return { body, signature: header(sign(body, atS + TOO_FAR_S), atS + TOO_FAR_S) };
    case "other-instant":
      return { body, signature: header(sign(body), atS + 1 + wholeBelow(random, 200)) };
    case "serialised-anew":
      return { body: JSON.stringify(JSON.parse(body), null, 1 + wholeBelow(random, 4)), signature: good };
    case "other-amount":
      return { body: dearer(body), signature: good };
  }
}
