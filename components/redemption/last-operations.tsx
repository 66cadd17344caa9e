"use client";

import { cx } from "class-variance-authority";
import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { Section } from "@/components/ui/card";
import { RotateCcw } from "@/components/ui/icons";

import type { Shift, ShiftOperation } from "./shift";
import type { VoidTarget } from "./void-steps";

type LastOperationsProps = { shift: Shift; onVoid: (target: VoidTarget) => void };

/** What was dispensed at this station last, whoever did; each can be undone by whoever has the right. */
export function LastOperations({ shift, onVoid }: LastOperationsProps) {
  const t = useTranslations("attendant");
  const { lastOperations: operations, attendant, station } = shift;
  return (
    <Section title={t("lastOperations")}>
      {operations.length === 0 ? (
        <p className="text-ink-muted">{t("noOperations")}</p>
      ) : (
        <ul className="border-line divide-line divide-y border-y">
          {operations.map((one) => (
            <li key={one.id}>
              <OperationRow
                one={one}
                timeZone={station?.timeZone}
                onVoid={() => {
                  const { id, totalCost, pumpNumber, reference } = one;
                  const isInOwnRight = attendant.isManager || one.attendantId === attendant.id;
                  onVoid({ id, totalCost, pumpNumber, reference, isInOwnRight });
                }}
              />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

type OperationRowProps = { one: ShiftOperation; timeZone: string | undefined; onVoid: () => void };

function OperationRow({ one, timeZone, onVoid }: OperationRowProps) {
  const t = useTranslations();
  const format = useFormat();
  const isVoided = one.status === "VOIDED";
  return (
    <div className={cx("flex min-h-18 items-center justify-between gap-3 py-2", isVoided && "text-ink-muted")}>
      <span className="min-w-0">
        <span className="block font-bold">
          {format.time(one.redeemedAt, timeZone)} · {t("attendant.pumpN", { number: one.pumpNumber })}
        </span>
        <span className="text-ink-muted block text-sm">
          {t(`fuel.${one.fuelType}`)} · {format.litres(one.fuelAmount)} · {one.reference}
          {isVoided && ` · ${t("attendant.voided")}`}
        </span>
      </span>
      <span className={cx("figure ml-auto text-xl", isVoided && "line-through")}>{format.money(one.totalCost)}</span>
      {!isVoided && (
        <button
          type="button"
          onClick={onVoid}
          aria-label={t("attendant.voidNamed", { reference: one.reference })}
          title={t("attendant.voidNamed", { reference: one.reference })}
          className="rounded-box border-line-strong hover:bg-surface-sunken flex size-18 shrink-0 items-center justify-center border"
        >
          <RotateCcw aria-hidden className="size-7" />
        </button>
      )}
    </div>
  );
}
