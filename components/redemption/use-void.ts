"use client";

import { useRef } from "react";

import { newOperationId } from "@/components/form/new-operation-id";
import { useApiClient } from "@/components/providers/api-provider";
import { asId, type Id } from "@/server/kernel/id";

import { failureOf, waitAfter } from "./outcome";
import type { VoidEnd, VoidTarget } from "./void-steps";

const DEADLINE_MS = 8_000;
const MOST_TRIES = 6;

export type PinGiven = { readonly managerId: string; readonly pin: string };
export type VoidAsk = {
  readonly target: VoidTarget;
  readonly reason: string;
  readonly stationId: Id<"station">;
  readonly given?: PinGiven | undefined;
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Undoes one redemption, again and again under one id, until it is known how it ended. */
export function useVoid(): (ask: VoidAsk) => Promise<VoidEnd> {
  const client = useApiClient();
  // The same content keeps its id, so that asking again after a lost answer gives that answer.
  const operation = useRef<{ content: string; id: string }>(undefined);

  const call = ({ target, reason, stationId, given }: VoidAsk, operationId: string) => {
    const options = { context: { operationId }, signal: AbortSignal.timeout(DEADLINE_MS) };
    const what = { id: asId("redemption", target.id), reason };
    if (!given) return client.redemptions.void.mutate(what, options);
    const { managerId, pin } = given;
    return client.redemptions.voidWithPin.mutate(
      { ...what, stationId, managerId: asId("user", managerId), pin },
      options,
    );
  };

  return async (ask) => {
    const content = JSON.stringify([ask.target.id, ask.reason, ask.given?.managerId]);
    if (operation.current?.content !== content) operation.current = { content, id: newOperationId() };
    const { id } = operation.current;
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      try {
        const { totalCost, balance } = await call(ask, id);
        return { kind: "answered", voided: { totalCost, balance } };
      } catch (error) {
        // A PIN that is refused decides nothing about an earlier try, but a stored answer would have come before it.
        const failure = failureOf(error, true);
        if (failure.kind === "refused") return { kind: "refused", refusal: failure.refusal };
      }
      await pause(waitAfter(tries));
    }
    return { kind: "unanswered" };
  };
}
