/**
 * The code for typing: eleven random characters of Crockford's base32 (55 bits) and a check character. The check is one
 * symbol of a Reed-Solomon code over GF(32), so that every single wrong character and every swap of two is noticed.
 */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 12;
/** Bytes of chance a new code needs. */
export const SHORT_CODE_BYTES = 7;

/** Times x in GF(2^5) modulo x^5 + x^2 + 1. */
const timesX = (value: number): number => ((value << 1) ^ (value & 16 ? 0b100101 : 0)) & 31;

/** Σ d_i · x^(n−i): zero for a valid code when the check character counts with x^0. */
const remainder = (values: readonly number[]): number => values.reduce((sum, value) => timesX(sum) ^ value, 0);

/** A new code from `SHORT_CODE_BYTES` random bytes. */
export function shortCodeOf(random: Uint8Array): string {
  if (random.length !== SHORT_CODE_BYTES) throw new RangeError(`a short code takes ${SHORT_CODE_BYTES} random bytes`);
  let held = random.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const values = Array.from({ length: LENGTH - 1 }, () => {
    const value = Number(held & 31n);
    held >>= 5n;
    return value;
  });
  return [...values, remainder([...values, 0])].map((value) => ALPHABET.charAt(value)).join("");
}

/** As printed: `7K3M-9QXW-2HTB`. */
export const groupedShortCode = (code: string): string => code.replace(/(.{4})(?=.)/g, "$1-");

/**
 * What a person typed, as the stored form: any case, with spaces or dashes, O for 0, I or L for 1. Undefined when it
 * cannot be a code of ours (length, alphabet or check character).
 */
export function readShortCode(typed: string): string | undefined {
  if (typed.length > 40) return undefined;
  const code = typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  const values = Array.from(code, (letter) => ALPHABET.indexOf(letter));
  if (values.length !== LENGTH || values.includes(-1)) return undefined;
  return remainder(values) === 0 ? code : undefined;
}
