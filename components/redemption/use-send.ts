"use client";

import { useRef } from "react";

import { newOperationId } from "../form/new-operation-id";
import { charge } from "./charge";
import type { WithAmount } from "./desk";
import { useDeskCalls } from "./desk-calls";
import { type Operation, operationFor } from "./operation";
import { toneOfRefusal } from "./refusal-tone";
import type { DeskParts, DeskTools } from "./use-desk";

/** After a result its phone is often still before the camera, which takes a moment to open again. */
const GRACE_MS = 8_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends what was confirmed, again and again under one id, until it is known how it ended. */
export function useSend(
  { send, sign, known }: DeskTools,
  { stationId, connection, pending, place, onDone }: DeskParts,
) {
  const calls = useDeskCalls(stationId);
  // Kept while its outcome is unknown: the same content then gets the same id, even after starting over.
  const unknown = useRef<Operation>(undefined);

  return async (at: WithAmount): Promise<void> => {
    const { code, pumpNumber, typed, coupon } = at;
    const before = unknown.current;
    const operation = operationFor(before, { code, stationId, pumpNumber, typed, place }, newOperationId);
    const isAgain = operation === before;
    unknown.current = operation;
    pending.hold({ operationId: operation.id, stationId, pumpNumber, ...typed, at: Date.now() });
    send({ type: "send", operation });
    const end = await charge(operation, {
      send: calls.redeem,
      onRetry: (tries) => {
        connection.doubt();
        send({ type: "resent", tries });
      },
      pause,
      now: () => performance.now(),
      isAgain,
    });
    known.hold(coupon.id, performance.now() + GRACE_MS);
    if (end.kind === "unanswered") {
      pending.abandon();
      send({ type: "unanswered" });
      return sign("warn");
    }
    unknown.current = undefined;
    pending.settle(operation.id);
    if (end.kind === "refused") {
      send({ type: "refused", kind: end.refusal, requestId: end.requestId });
      return sign(toneOfRefusal(end.refusal));
    }
    send({ type: "answered", done: end.done, quotedPrice: coupon.pricePerLiter ?? "" });
    sign(end.done.pricePerLiter === coupon.pricePerLiter ? "ok" : "warn");
    onDone(end.done);
  };
}
