"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";

import { useFormat } from "@/components/format/use-format";
import { Button } from "@/components/ui/button";
import { Verdict, type VerdictTone } from "@/components/ui/verdict";
import type { RefusalKind } from "@/server/kernel/refusal";

import type { DoneRedemption, PreviewedCoupon } from "./desk";
import { LastUseLine } from "./last-use-line";
import type { Typed } from "./quote";
import { toneOfRefusal } from "./refusal-tone";
import { SignedLine } from "./signed-line";
import { ticketsWhy } from "./tickets-why";
import { UndoButton, type UndoProps } from "./undo-button";
import { useCountdown } from "./use-countdown";

const SHOWN_MS = 30_000;

type Frame = { tone: VerdictTone; word: string; figure?: string; children: ReactNode };
type ResultFrameProps = { frame: Frame; onNext: () => void; onFix?: (() => void) | undefined; undo?: ReactNode };

function ResultFrame({ frame, onNext, onFix, undo }: ResultFrameProps) {
  const t = useTranslations("attendant");
  const [endsAt] = useState(() => performance.now() + SHOWN_MS);
  const left = useCountdown(endsAt, onNext);
  return (
    <div className="fixed inset-0 z-30 overflow-y-auto">
      <Verdict
        tone={frame.tone}
        word={frame.word}
        figure={frame.figure}
        action={
          <div className="mx-auto flex w-full max-w-xl flex-col gap-3 pb-2">
            {onFix && (
              <Button tone="secondary" size="xl" wide onClick={onFix}>
                {t("correct")}
              </Button>
            )}
            {undo}
            <Button tone="secondary" size="xxl" wide autoFocus onClick={onNext}>
              {t("next", { seconds: left })}
            </Button>
          </div>
        }
      >
        {frame.children}
      </Verdict>
    </div>
  );
}

type DoneStepProps = { done: DoneRedemption; typed: Typed; quotedPrice: string; undo: UndoProps; onNext: () => void };

/** Green: what to dispense, what it earned, and the reference both sides can name. Amber when the price had changed. */
export function DoneStep({ done, typed, quotedPrice, undo, onNext }: DoneStepProps) {
  const t = useTranslations();
  const format = useFormat();
  const isPesos = typed.askedIn === "PESOS";
  const [large, small] = [format.money(done.totalCost), format.litres(done.fuelAmount)];
  const hasNewPrice = done.pricePerLiter !== quotedPrice;
  const frame: Frame = {
    tone: hasNewPrice ? "warn" : "ok",
    word: t("attendant.done"),
    figure: isPesos ? large : small,
    children: (
      <>
        <p className="font-bold">
          {isPesos ? small : large} · {t(`fuel.${done.fuelType}`)} · {t("attendant.pumpN", { number: done.pumpNumber })}
        </p>
        {hasNewPrice && (
          <p className="font-bold">{t("attendant.newPrice", { price: format.price(done.pricePerLiter) })}</p>
        )}
        <p>
          {t("attendant.ticketsEarned", { count: done.ticketsGenerated })} ·{" "}
          {t(`attendant.ticketsWhy.${ticketsWhy(done.ticketsReason)}`)}
        </p>
        <p>{t("attendant.balanceLeft", { amount: format.money(done.balance) })}</p>
        <p className="mt-3 text-base">
          {t("attendant.reference")} <span className="figure text-2xl tracking-wide">{done.reference}</span>
        </p>
        <SignedLine redemptionId={done.id} />
      </>
    ),
  };
  return <ResultFrame frame={frame} onNext={onNext} undo={<UndoButton {...undo} />} />;
}

type RefusedStepProps = {
  kind: RefusalKind;
  coupon: PreviewedCoupon | undefined;
  requestId: string | undefined;
  waitSeconds: number | undefined;
  onNext: () => void;
  onFix: (() => void) | undefined;
};

/** Red or amber: the rule in a word, what to do next, and the last use where that explains it. */
export function RefusedStep({ kind, coupon, requestId, waitSeconds, onNext, onFix }: RefusedStepProps) {
  const t = useTranslations();
  const format = useFormat();
  const frame: Frame = {
    tone: toneOfRefusal(kind),
    word: t(`refusalTitle.${kind}`),
    ...(coupon && showsBalance(kind) && { figure: format.money(coupon.balance) }),
    children: (
      <>
        <p>{t.has(`attendant.refusal.${kind}`) ? t(`attendant.refusal.${kind}`) : t(`refusal.${kind}`)}</p>
        {waitSeconds !== undefined && <p className="font-bold">{t("attendant.waitSeconds", { count: waitSeconds })}</p>}
        {kind === "COUPON_NOT_ACTIVE" && coupon && <p className="font-bold">{t(`couponStatus.${coupon.status}`)}</p>}
        {kind === "COUPON_ALREADY_REDEEMED" && coupon?.lastUse && <LastUseLine lastUse={coupon.lastUse} />}
        {requestId && <p className="mt-2 text-base">{requestId}</p>}
      </>
    ),
  };
  return <ResultFrame frame={frame} onNext={onNext} onFix={onFix} />;
}

const showsBalance = (kind: RefusalKind): boolean => kind === "INSUFFICIENT_BALANCE" || kind === "INVALID_AMOUNT";
