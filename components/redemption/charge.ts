import type { RefusalKind } from "@/server/kernel/refusal";

import type { DoneRedemption } from "./desk";
import type { Operation } from "./operation";
import { failureOf, PATIENCE_MS, waitAfter } from "./outcome";

export type ChargeEnd =
  | { readonly kind: "answered"; readonly done: DoneRedemption }
  | { readonly kind: "refused"; readonly refusal: RefusalKind; readonly requestId: string | undefined }
  | { readonly kind: "unanswered" };

export type ChargeParts = {
  /** One call, with the operation's id as its key. */
  readonly send: (operation: Operation) => Promise<DoneRedemption>;
  readonly onRetry: (tries: number) => void;
  readonly pause: (ms: number) => Promise<void>;
  /** Milliseconds of any clock that only goes forward. */
  readonly now: () => number;
  /** An earlier run of this operation was lost. */
  readonly isAgain: boolean;
};

/** Sends one operation until it is answered, always under the same id, so that it is charged once or not at all. */
export async function charge(operation: Operation, parts: ChargeParts): Promise<ChargeEnd> {
  const startedAt = parts.now();
  for (let tries = 1; ; tries++) {
    try {
      return { kind: "answered", done: await parts.send(operation) };
    } catch (error) {
      const failure = failureOf(error, tries === 1 && !parts.isAgain);
      if (failure.kind === "refused") return failure;
      if (failure.isSignedOut || parts.now() - startedAt >= PATIENCE_MS) return { kind: "unanswered" };
    }
    await parts.pause(waitAfter(tries));
    parts.onRetry(tries + 1);
  }
}
