"use client";

import { getNonce, setNonce } from "get-nonce";

/** Lets the style elements that Radix makes at run time pass the content security policy. */
export function NonceProvider({ nonce }: { nonce: string | undefined }) {
  // A refreshed page brings the nonce of its own request, but the document goes by the one it was loaded with.
  if (nonce && typeof window !== "undefined" && getNonce() === undefined) setNonce(nonce);
  return null;
}
