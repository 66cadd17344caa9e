"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { useFormat } from "@/components/format/use-format";
import { useApi } from "@/components/providers/api-provider";
import { Button } from "@/components/ui/button";
import { LoaderCircle } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { Verdict } from "@/components/ui/verdict";
import type { Id } from "@/server/kernel/id";

import { PIN_LENGTH, PinPad } from "./pin-pad";
import { toneOfRefusal } from "./refusal-tone";
import type { Signal } from "./signals";
import { type PinGiven, useVoid } from "./use-void";
import { afterEnd, afterReason, VOID_REASONS, type VoidReason, type VoidStep, type VoidTarget } from "./void-steps";

type VoidFlowProps = {
  target: VoidTarget;
  stationId: Id<"station">;
  onSign: (signal: Signal) => void;
  /** Whether anything was undone. */
  onClose: (isDone: boolean) => void;
};

/** Undoes one redemption: a reason, then one's own right or a manager's PIN, then what went back. */
export function VoidFlow({ target, stationId, onSign, onClose }: VoidFlowProps) {
  const t = useTranslations("attendant");
  const format = useFormat();
  const flow = useFlow({ target, stationId, onSign, onClose });
  const { at } = flow;
  const isBusy = at.step === "sending" || at.step === "unknown";
  const close = () => onClose(at.step === "done");
  if (at.step === "done") return <Undone voided={at.voided} onNext={close} />;
  return (
    <Sheet open onOpenChange={(isOpen) => !isOpen && !isBusy && close()}>
      <SheetContent
        className="face-attendant"
        title={t("voidTitle", { amount: format.money(target.totalCost) })}
        description={`${t("pumpN", { number: target.pumpNumber })} · ${target.reference}`}
        closeLabel={t("cancel")}
      >
        <FlowStep flow={flow} stationId={stationId} onClose={close} />
      </SheetContent>
    </Sheet>
  );
}

type Flow = ReturnType<typeof useFlow>;

function useFlow({ target, stationId, onSign }: VoidFlowProps) {
  const t = useTranslations("attendant");
  const undo = useVoid();
  const [at, go] = useState<VoidStep>({ step: "reason" });
  const [given, setGiven] = useState<PinGiven>();

  const send = async (reason: VoidReason, pin?: PinGiven) => {
    setGiven(pin);
    go({ step: "sending", reason });
    const end = await undo({ target, reason: t(`voidReason.${reason}`), stationId, given: pin });
    if (end.kind !== "unanswered") setGiven(undefined);
    const next = afterEnd(end, { reason, withPin: pin !== undefined });
    onSign(next.step === "done" ? "ok" : "warn");
    go(next);
  };
  const choose = (reason: VoidReason) => {
    const next = afterReason(target, reason);
    if (next.step === "own") void send(reason);
    else go(next);
  };
  const again = () => {
    if (at.step === "unknown") void send(at.reason, given);
  };
  return { at, choose, send, again };
}

type FlowStepProps = { flow: Flow; stationId: Id<"station">; onClose: () => void };

function FlowStep({ flow: { at, choose, send, again }, stationId, onClose }: FlowStepProps) {
  const t = useTranslations();
  switch (at.step) {
    case "reason":
      return <Reasons onChoose={choose} />;
    case "pin":
      return <PinStep stationId={stationId} trouble={at.trouble} onPin={(given) => void send(at.reason, given)} />;
    case "refused":
      return (
        <div className="space-y-4">
          <Notice tone={toneOfRefusal(at.kind)} alert>
            <strong>{t(`refusalTitle.${at.kind}`)}.</strong>{" "}
            {at.kind === "STATE_CONFLICT" ? t("attendant.voidTooLate") : t(`refusal.${at.kind}`)}
          </Notice>
          <Button size="xxl" wide onClick={onClose}>
            {t("common.close")}
          </Button>
        </div>
      );
    case "unknown":
      return (
        <div className="space-y-4">
          <Notice tone="warn" alert>
            {t("attendant.voidUnknown")}
          </Notice>
          <Button size="xxl" wide onClick={again}>
            {t("attendant.askAgain")}
          </Button>
          <Button tone="secondary" size="xl" wide onClick={onClose}>
            {t("common.close")}
          </Button>
        </div>
      );
    default:
      return (
        <p role="status" className="flex flex-col items-center gap-6 py-16 text-2xl font-bold">
          <LoaderCircle aria-hidden className="animate-turn text-accent size-16" />
          {t("attendant.voiding")}
        </p>
      );
  }
}

function Reasons({ onChoose }: { onChoose: (reason: VoidReason) => void }) {
  const t = useTranslations("attendant");
  return (
    <div className="space-y-3">
      <h3 className="text-xl">{t("voidWhy")}</h3>
      {VOID_REASONS.map((reason) => (
        <Button key={reason} tone="secondary" size="xl" wide onClick={() => onChoose(reason)}>
          {t(`voidReason.${reason}`)}
        </Button>
      ))}
    </div>
  );
}

type PinStepProps = {
  stationId: Id<"station">;
  trouble: "refused" | "wait" | undefined;
  onPin: (given: PinGiven) => void;
};

/** Whose PIN, then the PIN; with one manager there is nothing to choose. */
function PinStep({ stationId, trouble, onPin }: PinStepProps) {
  const t = useTranslations("attendant");
  const { data } = useQuery(useApi().redemptions.managers.queryOptions({ stationId }));
  const [chosen, choose] = useState<string>();
  const [pin, setPin] = useState("");
  const managers = data?.managers ?? [];
  const manager = managers.find(({ id }) => id === chosen) ?? (managers.length === 1 ? managers[0] : undefined);
  if (data && managers.length === 0) return <Notice tone="warn">{t("noManager")}</Notice>;
  if (!manager) {
    return (
      <div className="space-y-3">
        <h3 className="text-xl">{t("whichManager")}</h3>
        {managers.map(({ id, name }) => (
          <Button key={id} tone="secondary" size="xl" wide onClick={() => choose(id)}>
            {name}
          </Button>
        ))}
      </div>
    );
  }
  const send = () => {
    onPin({ managerId: manager.id, pin });
    setPin("");
  };
  return (
    <div className="space-y-3">
      <h3 className="text-xl">{t("managerPin", { name: manager.name })}</h3>
      {trouble && (
        <Notice tone="danger" alert>
          {t(trouble === "wait" ? "pinWait" : "pinRefused")}
        </Notice>
      )}
      <PinPad pin={pin} onPin={setPin} onEnter={send} />
      <Button size="xxl" wide disabled={pin.length < PIN_LENGTH} onClick={send}>
        {t("voidNow")}
      </Button>
    </div>
  );
}

function Undone({ voided, onNext }: { voided: { totalCost: string; balance: string }; onNext: () => void }) {
  const t = useTranslations("attendant");
  const format = useFormat();
  return (
    <div className="fixed inset-0 z-50 overflow-y-auto">
      <Verdict
        tone="warn"
        word={t("voidDone")}
        figure={format.money(voided.totalCost)}
        action={
          <div className="mx-auto w-full max-w-xl pb-2">
            <Button tone="secondary" size="xxl" wide autoFocus onClick={onNext}>
              {t("voidNext")}
            </Button>
          </div>
        }
      >
        <p>{t("voidBalance", { amount: format.money(voided.balance) })}</p>
      </Verdict>
    </div>
  );
}
