import "server-only";
import { createHash } from "node:crypto";

import type { Desk } from "./desk";
import { StripeFault } from "./stripe-fault";

export type Reply = { status: number; body: string; headers?: Readonly<Record<string, string>>; isReplay?: boolean };

/** `isKept`: the key remembers it. */
export type KeptReply = Reply & { isKept?: boolean };

export type KeyRing = {
  /** Runs the work once for a key; throws Stripe's errors for another body and for a first call still under way. */
  once(asked: { key: string; fingerprint: string }, work: () => Promise<KeptReply>): Promise<Reply>;
};

export const fingerprintOf = (request: string): string => createHash("sha256").update(request).digest("base64url");

const otherBody = (key: string): StripeFault =>
  new StripeFault({
    status: 400,
    type: "idempotency_error",
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}'.`,
  });

const inFlight = (): StripeFault =>
  new StripeFault({
    status: 409,
    type: "idempotency_error",
    code: "idempotency_key_in_use",
    message: "There is currently another in-progress request using this idempotency key.",
  });

export function createKeyRing(desk: Desk): KeyRing {
  const underWay = new Set<string>();
  return {
    async once({ key, fingerprint }, work) {
      const known = desk.book.get("replies", key);
      if (known && known.fingerprint !== fingerprint) throw otherBody(key);
      if (known) return { status: known.status, body: known.body, isReplay: true };
      if (underWay.has(key)) throw inFlight();
      underWay.add(key);
      try {
        const { isKept, ...reply } = await work();
        const { status, body } = reply;
        if (isKept) desk.book.put("replies", { id: key, fingerprint, status, body, at: desk.nowS() });
        return reply;
      } finally {
        underWay.delete(key);
      }
    },
  };
}
