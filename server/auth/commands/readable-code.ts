import "server-only";
import type { AuthCtx } from "@/server/auth/ports";

/** Letters and digits nobody takes for another. */
const ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

/** `ABCDE-FGHJK`, about 49 bits: for people to copy by hand. */
export function readableCode(ctx: AuthCtx): string {
  const letters: string[] = [];
  while (letters.length < 10) {
    // 240 is the greatest multiple of 30 below 256: each letter stays equally likely.
    const [byte = 255] = ctx.services.secrets.random(1);
    if (byte < 240) letters.push(ALPHABET.charAt(byte % 30));
  }
  return `${letters.slice(0, 5).join("")}-${letters.slice(5).join("")}`;
}

/** As it was made, however it was typed. */
export const plainCode = (typed: string): string => typed.replace(/[\s-]/g, "").toUpperCase();
