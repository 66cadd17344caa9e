/** The eight characters a winner is sent, and types to claim: no letter that looks like a figure. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
export const claimCodeLength = 8;

/** From bytes nobody can guess; five bits a character. */
export function claimCodeOf(bytes: Uint8Array): string {
  if (bytes.length < claimCodeLength) throw new RangeError("too few bytes for a code");
  return [...bytes.slice(0, claimCodeLength)].map((byte) => alphabet[byte & 31] ?? "").join("");
}

/** As typed: small letters, blanks and dashes do not matter, O is 0, I and L are 1. */
export const readClaimCode = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
