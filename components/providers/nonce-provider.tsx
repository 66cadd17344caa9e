"use client";

import { setNonce } from "get-nonce";

/** Lets the style elements that Radix makes at run time pass the content security policy. */
export function NonceProvider({ nonce }: { nonce: string | undefined }) {
  if (nonce && typeof window !== "undefined") setNonce(nonce);
  return null;
}
