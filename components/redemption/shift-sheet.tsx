"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";

import { useFormat } from "@/components/format/use-format";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Switch } from "@/components/ui/choice";
import { Notice } from "@/components/ui/notice";
import { Receipt, ReceiptLine, ReceiptRule } from "@/components/ui/receipt";
import { Sheet, SheetContent } from "@/components/ui/sheet";

import { LastOperations } from "./last-operations";
import type { Pending } from "./pending";
import { PinForm } from "./pin-form";
import type { Shift } from "./shift";
import { ShiftActions } from "./shift-actions";
import type { VoidTarget } from "./void-steps";

type ShiftSheetProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  shift: Shift;
  pending: readonly Pending[];
  onCheckPending: () => void;
  isMuted: boolean;
  onMute: (isMuted: boolean) => void;
  isPlaceShared: boolean;
  onSharePlace: (isShared: boolean) => void;
  onVoid: (target: VoidTarget) => void;
  onShiftOpened: () => void;
  /** Theme and language. */
  preferences: ReactNode;
  /** The way out; not while anything is unresolved, because only this person can ask how it ended. */
  exit: ReactNode;
};

/** Everything about the shift that is no decision: totals, last operations, what waits for an answer, and the way out. */
export function ShiftSheet(props: ShiftSheetProps) {
  const t = useTranslations();
  const { shift } = props;
  const isUnresolved = props.pending.length > 0;
  return (
    <Sheet open={props.isOpen} onOpenChange={props.onOpenChange}>
      <SheetContent
        className="face-attendant"
        title={shift.station?.name ?? t("shell.noStation")}
        closeLabel={t("common.close")}
      >
        <div className="space-y-8">
          <ShiftTotals shift={shift} />
          {isUnresolved && <PendingList pending={props.pending} onCheck={props.onCheckPending} />}
          <ShiftActions shift={shift} isUnresolved={isUnresolved} onOpened={props.onShiftOpened} />
          <LastOperations shift={shift} onVoid={props.onVoid} />
          {!shift.attendant.isShared && <StationChoice shift={shift} />}
          <Section title={t("attendant.device")}>
            <Switch
              label={t("attendant.sound")}
              hint={t("attendant.soundHint")}
              checked={!props.isMuted}
              onChange={(event) => props.onMute(!event.target.checked)}
              className="min-h-18!"
            />
            <Switch
              label={t("attendant.sharePlace")}
              hint={t("attendant.sharePlaceHint")}
              checked={props.isPlaceShared}
              onChange={(event) => props.onSharePlace(event.target.checked)}
              className="min-h-18!"
            />
            {props.preferences}
            {isUnresolved ? <Notice tone="warn">{t("attendant.noSignOut")}</Notice> : props.exit}
          </Section>
          {!shift.attendant.isShared && <PinForm isManager={shift.attendant.isManager} />}
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
      {shift.refusals > 0 && <ReceiptLine label={t("attendant.refusals")}>{format.count(shift.refusals)}</ReceiptLine>}
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
