"use client";

import { cx } from "class-variance-authority";
import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { Button } from "@/components/ui/button";
import { formatLitres, formatPesos } from "@/server/kernel/money";

import { CouponLine } from "./coupon-subject";
import type { WithAmount } from "./desk";
import { type AskedIn, pressKey } from "./keypad";
import { KeypadPad } from "./keypad-pad";
import { type Quote, quoteOf, type Till, type Typed, wholeBalance } from "./quote";
import { StepFrame } from "./step-frame";

type AmountStepProps = {
  at: WithAmount;
  till: Till;
  onTyped: (typed: Typed) => void;
  onReview: () => void;
  onBack: () => void;
};

const UNITS: readonly AskedIn[] = ["PESOS", "LITRES"];

/** How much, in pesos or litres; the other one is worked out while typing, at this station's price. */
export function AmountStep({ at, till, onTyped, onReview, onBack }: AmountStepProps) {
  const t = useTranslations();
  const { typed } = at;
  const quote = quoteOf(typed, till);
  return (
    <StepFrame
      subject={<CouponLine coupon={at.coupon} pumpNumber={at.pumpNumber} />}
      isDense
      action={
        <div className="grid grid-cols-[1fr_2fr] gap-3">
          <Button tone="secondary" size="xl" onClick={onBack}>
            {t("attendant.back")}
          </Button>
          <Button id="review" size="xl" disabled={quote.state !== "ready"} onClick={onReview}>
            {t("attendant.continue")}
          </Button>
        </div>
      }
    >
      <h1 className="sr-only">{t("attendant.howMuch")}</h1>
      <div className="grid grid-cols-2 gap-3">
        <UnitChoice typed={typed} onTyped={onTyped} />
        <WholeBalance balance={formatPesos(till.balance)} onPress={() => onTyped(wholeBalance(till.balance))} />
      </div>
      <AmountFigure typed={typed} quote={quote} balance={till.balance} pricePerLiter={at.coupon.pricePerLiter ?? ""} />
      <KeypadPad
        label={t("attendant.keypad")}
        eraseLabel={t("attendant.erase")}
        onKey={(key) => onTyped({ ...typed, text: pressKey(typed.text, key, typed.askedIn) })}
      />
    </StepFrame>
  );
}

function UnitChoice({ typed, onTyped }: Pick<AmountStepProps, "onTyped"> & { typed: Typed }) {
  const t = useTranslations("attendant");
  return (
    <div
      role="radiogroup"
      aria-label={t("howMuch")}
      className="border-ink rounded-box grid grid-cols-2 overflow-hidden border-2"
    >
      {UNITS.map((unit) => (
        <button
          key={unit}
          type="button"
          role="radio"
          aria-checked={typed.askedIn === unit}
          onClick={() => onTyped({ askedIn: unit, text: "" })}
          className="aria-checked:bg-ink aria-checked:text-surface min-h-18 text-lg font-bold"
        >
          {t(`unit.${unit}`)}
        </button>
      ))}
    </div>
  );
}

function WholeBalance({ balance, onPress }: { balance: string; onPress: () => void }) {
  const t = useTranslations("attendant");
  const format = useFormat();
  return (
    <Button tone="secondary" size="xl" onClick={onPress} className="flex-col gap-0! px-2! leading-none">
      <span className="text-sm">{t("wholeBalance")}</span>
      <span className="figure text-2xl">{format.money(balance)}</span>
    </Button>
  );
}

type AmountFigureProps = { typed: Typed; quote: Quote; balance: number; pricePerLiter: string };

function AmountFigure({ typed, quote, balance, pricePerLiter }: AmountFigureProps) {
  const t = useTranslations();
  const format = useFormat();
  const isPesos = typed.askedIn === "PESOS";
  const other =
    quote.state !== "empty" &&
    (isPesos ? format.litres(formatLitres(quote.sale.volume)) : format.money(formatPesos(quote.sale.cost)));
  const isRefused = quote.state === "refused";
  return (
    <div className="flex flex-row-reverse flex-wrap items-baseline justify-between gap-x-3" aria-live="polite">
      <p
        className={cx(
          "figure text-6xl whitespace-nowrap",
          typed.text === "" && "text-ink-muted",
          isRefused && "text-danger",
        )}
      >
        {isPesos && "$"}
        {typed.text === "" ? "0" : typed.text}
        {!isPesos && " L"}
      </p>
      <p className={cx("min-h-7 text-lg", isRefused ? "text-danger font-bold" : "font-medium")}>
        {isRefused
          ? t(`attendant.amount.${quote.sale.cost > balance ? "tooMuch" : "tooLittle"}`)
          : other
            ? `= ${other}`
            : format.price(pricePerLiter)}
      </p>
    </div>
  );
}
