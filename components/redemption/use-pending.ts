"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useMemo, useState } from "react";

import { useFormat } from "@/components/format/use-format";
import { useApiClient } from "@/components/providers/api-provider";
import { toast } from "@/components/ui/toast-store";
import { asId } from "@/server/kernel/id";

import { type Pending, PENDING_KEY, readPending, SETTLED_AFTER_MS, withoutPending, withPending } from "./pending";
import { useStored } from "./stored";
import type { Connection } from "./use-connection";

export type PendingOperations = {
  /** Those whose answer never came. */
  readonly list: readonly Pending[];
  /** One is on its way, or one has no answer yet. */
  readonly isBusy: boolean;
  /** Before sending: from now on it is remembered, whatever happens to this page. */
  readonly hold: (one: Omit<Pending, "attendantId">) => void;
  /** This page stopped sending it without an answer. */
  readonly abandon: () => void;
  /** It was answered. */
  readonly settle: (operationId: string) => void;
  /** Asks the server how each one ended. */
  readonly check: () => void;
};

const CHECK_EVERY_MS = 15_000;

/** How one operation ended, or undefined while nobody can say. */
function useEnding() {
  const client = useApiClient();
  return async (one: Pending) => {
    const operationId = asId("operation", one.operationId);
    const answer = await client.redemptions.ofOperation.query({ operationId }).catch(() => undefined);
    if (answer?.redemption) return answer.redemption;
    return answer && Date.now() - one.at > SETTLED_AFTER_MS ? "never" : undefined;
  };
}

/** Operations without an answer, kept on the device and asked after until it is known how they ended. */
export function usePending({ isOnline }: Connection, attendantId: string): PendingOperations {
  const t = useTranslations("attendant");
  const format = useFormat();
  const endingOf = useEnding();
  const [text, change] = useStored(PENDING_KEY);
  const [sending, setSending] = useState<string>();
  const list = useMemo(
    () => readPending(text).filter((one) => one.operationId !== sending && one.attendantId === attendantId),
    [text, sending, attendantId],
  );

  const settle = (id: string) => {
    change((before) => withoutPending(before, id));
    setSending(undefined);
  };
  const ask = async (one: Pending) => {
    const ending = await endingOf(one);
    if (!ending) return;
    const amount = one.askedIn === "PESOS" ? format.money(one.text) : format.litres(one.text);
    change((before) => withoutPending(before, one.operationId));
    if (ending === "never") toast(t("pendingNotCharged", { amount }), "warn");
    else toast(t("pendingCharged", { amount: format.money(ending.totalCost), reference: ending.reference }), "ok");
  };
  const check = () => list.forEach((one) => void ask(one));
  const tick = useEffectEvent(check);

  const isWaiting = list.length > 0 && isOnline;
  useEffect(() => {
    if (!isWaiting) return;
    tick();
    const timer = setInterval(tick, CHECK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isWaiting]);

  const hold = (one: Omit<Pending, "attendantId">) => {
    setSending(one.operationId);
    change((before) => withPending(before, { ...one, attendantId }));
  };
  const isBusy = list.length > 0 || sending !== undefined;
  return { list, isBusy, hold, abandon: () => setSending(undefined), settle, check };
}
