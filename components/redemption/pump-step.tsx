"use client";

import { useTranslations } from "next-intl";

import { Button } from "@/components/ui/button";
import { RefusedState } from "@/components/ui/states";
import type { Fuel } from "@/server/kernel/fuel";

import { CouponSubject } from "./coupon-subject";
import type { PreviewedCoupon } from "./desk";
import { StepFrame } from "./step-frame";

export type Pump = { readonly number: number; readonly fuels: readonly Fuel[] };

type PumpStepProps = {
  coupon: PreviewedCoupon;
  pumps: readonly Pump[];
  onPump: (number: number) => void;
  onCancel: () => void;
};

/** What the coupon is, and at which pump the car stands. Only pumps with its fuel are offered. */
export function PumpStep({ coupon, pumps, onPump, onCancel }: PumpStepProps) {
  const t = useTranslations();
  const offered = pumps.filter(({ fuels }) => fuels.includes(coupon.fuelType));
  return (
    <StepFrame
      subject={<CouponSubject coupon={coupon} />}
      action={
        <Button tone="secondary" size="xl" wide onClick={onCancel}>
          {t("attendant.cancel")}
        </Button>
      }
    >
      {offered.length === 0 ? (
        <RefusedState title={t("refusalTitle.WRONG_PUMP")}>{t("attendant.noPump")}</RefusedState>
      ) : (
        <>
          <h1 className="text-3xl">{t("attendant.whichPump")}</h1>
          <div className="grid grid-cols-4 gap-3">
            {offered.map(({ number }) => (
              <button
                key={number}
                id={`pump-${number}`}
                type="button"
                aria-label={t("attendant.pumpN", { number })}
                onClick={() => onPump(number)}
                className="figure rounded-box border-ink bg-surface-raised hover:bg-surface-sunken active:bg-ink active:text-surface min-h-20 border-2 text-5xl"
              >
                {number}
              </button>
            ))}
          </div>
        </>
      )}
    </StepFrame>
  );
}
