"use client";

import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { Button } from "@/components/ui/button";
import { RotateCcw } from "@/components/ui/icons";

import type { Undoable } from "./undoable";
import { useCountdown } from "./use-countdown";

export type UndoProps = { undoable: Undoable | undefined; onUndo: () => void; onOver: () => void };

/** While the minute lasts: undo the last one, with the seconds that are left. */
export function UndoButton({ undoable, ...rest }: UndoProps) {
  return undoable ? <Counting key={undoable.target.id} undoable={undoable} {...rest} /> : null;
}

function Counting({ undoable, onUndo, onOver }: UndoProps & { undoable: Undoable }) {
  const t = useTranslations("attendant");
  const format = useFormat();
  const seconds = useCountdown(undoable.until, onOver);
  const { totalCost, pumpNumber } = undoable.target;
  return (
    <Button
      tone="secondary"
      size="xl"
      wide
      onClick={onUndo}
      aria-label={t("undoNamed", { amount: format.money(totalCost), pump: pumpNumber })}
    >
      <RotateCcw aria-hidden className="size-7" />
      {t("undo", { amount: format.money(totalCost), seconds })}
    </Button>
  );
}
