import { readShortCode } from "@/server/coupons/domain/short-code";

/** What was read or typed, in the form the procedures take. */
export type ShownCode = { readonly qrCode: string } | { readonly shortCode: string };

const SIGNED = /^JSM1\.[A-Z0-9]{2,4}\.[A-Z2-7]{45}\.[A-Z2-7]{103}$/;

/** Undefined when it cannot be a code of ours; whether it is good, the server says. */
export function readCode(text: string): ShownCode | undefined {
  const trimmed = text.trim();
  if (SIGNED.test(trimmed)) return { qrCode: trimmed };
  const shortCode = readShortCode(trimmed);
  return shortCode === undefined ? undefined : { shortCode };
}

export const codeText = (code: ShownCode): string => ("qrCode" in code ? code.qrCode : code.shortCode);
