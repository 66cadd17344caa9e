"use client";

import { cx } from "class-variance-authority";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";

import { useFormat } from "@/components/format/use-format";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Switch } from "@/components/ui/choice";
import { Receipt, ReceiptLine, ReceiptRule } from "@/components/ui/receipt";
import { Sheet, SheetContent } from "@/components/ui/sheet";

import type { Pending } from "./pending";
import type { Shift, ShiftOperation } from "./shift";

type ShiftSheetProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  shift: Shift;
  pending: readonly Pending[];
  onCheckPending: () => void;
  isMuted: boolean;
  onMute: (isMuted: boolean) => void;
  /** Theme, language and the way out. */
  exit: ReactNode;
};

/** Everything about the shift that is no decision: totals, last operations, what waits for an answer, and the way out. */
export function ShiftSheet(props: ShiftSheetProps) {
  const t = useTranslations();
  const { shift } = props;
  return (
    <Sheet open={props.isOpen} onOpenChange={props.onOpenChange}>
      <SheetContent
        className="face-attendant"
        title={shift.station?.name ?? t("shell.noStation")}
        closeLabel={t("common.close")}
      >
        <div className="space-y-8">
          <ShiftTotals shift={shift} />
          {props.pending.length > 0 && <PendingList pending={props.pending} onCheck={props.onCheckPending} />}
          <LastOperations operations={shift.lastOperations} timeZone={shift.station?.timeZone} />
          <StationChoice shift={shift} />
          <Section title={t("attendant.device")}>
            <Switch
              label={t("attendant.sound")}
              hint={t("attendant.soundHint")}
              checked={!props.isMuted}
              onChange={(event) => props.onMute(!event.target.checked)}
            />
            {props.exit}
          </Section>
        </div>
      </SheetContent>
    </Sheet>
  );
}

function ShiftTotals({ shift: { shift, station } }: { shift: Shift }) {
  const t = useTranslations();
  const format = useFormat();
  if (!shift) return <p className="text-ink-muted">{t("attendant.noShiftYet")}</p>;
  return (
    <Receipt
      title={t("attendant.shift")}
      caption={t("shell.shiftSince", { time: format.dateTime(shift.openedAt, station?.timeZone) })}
    >
      <ReceiptLine label={t("attendant.operations")}>{format.count(shift.redemptions)}</ReceiptLine>
      {shift.voids > 0 && <ReceiptLine label={t("attendant.voids")}>{format.count(shift.voids)}</ReceiptLine>}
      <ReceiptLine label={t("attendant.litres")}>{format.litres(shift.liters)}</ReceiptLine>
      <ReceiptRule />
      <ReceiptLine label={t("attendant.pesos")} strong>
        {format.money(shift.pesos)}
      </ReceiptLine>
    </Receipt>
  );
}

function PendingList({ pending, onCheck }: { pending: readonly Pending[]; onCheck: () => void }) {
  const t = useTranslations();
  const format = useFormat();
  return (
    <Section title={t("attendant.pendingTitle")}>
      <p>{t("attendant.pendingWhy")}</p>
      <div className="space-y-1.5">
        {pending.map((one) => (
          <ReceiptLine
            key={one.operationId}
            label={t("attendant.pumpN", { number: one.pumpNumber })}
            note={format.time(new Date(one.at))}
          >
            {one.askedIn === "PESOS" ? format.money(one.text) : format.litres(one.text)}
          </ReceiptLine>
        ))}
      </div>
      <Button tone="secondary" size="xl" wide onClick={onCheck}>
        {t("attendant.askAgain")}
      </Button>
    </Section>
  );
}

function LastOperations({
  operations,
  timeZone,
}: {
  operations: readonly ShiftOperation[];
  timeZone: string | undefined;
}) {
  const t = useTranslations();
  const format = useFormat();
  return (
    <Section title={t("attendant.lastOperations")}>
      {operations.length === 0 ? (
        <p className="text-ink-muted">{t("attendant.noOperations")}</p>
      ) : (
        <ul className="border-line divide-line divide-y border-y">
          {operations.map((one) => (
            <li
              key={one.id}
              className={cx(
                "flex items-baseline justify-between gap-3 py-2",
                one.status === "VOIDED" && "text-ink-muted",
              )}
            >
              <span className="min-w-0">
                <span className="block font-bold">
                  {format.time(one.redeemedAt, timeZone)} · {t("attendant.pumpN", { number: one.pumpNumber })}
                </span>
                <span className="text-ink-muted block text-sm">
                  {t(`fuel.${one.fuelType}`)} · {format.litres(one.fuelAmount)} · {one.reference}
                  {one.status === "VOIDED" && ` · ${t("attendant.voided")}`}
                </span>
              </span>
              <span className={cx("figure text-xl", one.status === "VOIDED" && "line-through")}>
                {format.money(one.totalCost)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function StationChoice({ shift: { stations, station } }: { shift: Shift }) {
  const t = useTranslations("attendant");
  const others = stations.filter(({ id }) => id !== station?.id);
  if (others.length === 0) return null;
  return (
    <Section title={t("otherStations")}>
      <ul className="space-y-2">
        {others.map(({ id, name }) => (
          <li key={id}>
            <Link
              href={`/redeem?station=${id}`}
              className="rounded-box border-line-strong hover:bg-surface-sunken flex min-h-18 items-center border px-4 text-lg font-bold"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
