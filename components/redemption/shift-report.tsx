"use client";

import type { inferRouterOutputs } from "@trpc/server";
import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { Receipt, ReceiptLine, ReceiptRule } from "@/components/ui/receipt";
import type { AppRouter } from "@/server/api/root";
import { isRefusalKind } from "@/server/kernel/refusal";

export type ShiftReportView = inferRouterOutputs<AppRouter>["shifts"]["byId"];

/** What a shift came to, as it is printed: by fuel, what was undone, what was refused. */
export function ShiftReport({ shift }: { shift: ShiftReportView }) {
  const t = useTranslations();
  const format = useFormat();
  const { station, closedAt } = shift;
  const at = (instant: string) => format.dateTime(instant, station.timeZone);
  return (
    <Receipt
      torn
      heading="h2"
      title={station.name}
      caption={`${shift.attendantName} · ${at(shift.openedAt)} – ${closedAt ? at(closedAt) : t("attendant.stillOpen")}`}
      className="prints-alone text-lg"
    >
      {shift.byFuel.map((one) => (
        <ReceiptLine
          key={one.fuelType}
          label={t(`fuel.${one.fuelType}`)}
          note={`${t("attendant.loads", { count: one.redemptions })} · ${format.litres(one.liters)}`}
        >
          {format.money(one.pesos)}
        </ReceiptLine>
      ))}
      {shift.byFuel.length === 0 && <p>{t("attendant.noOperations")}</p>}
      {shift.undone.map((one) => (
        <ReceiptLine
          key={one.reference}
          label={t(one.isByManager ? "attendant.undoneByManager" : "attendant.undone")}
          note={`${one.reference} · ${format.time(one.voidedAt, station.timeZone)} · ${one.reason}`}
          tone="danger"
        >
          −{format.money(one.pesos)}
        </ReceiptLine>
      ))}
      <ReceiptRule />
      <ReceiptLine label={t("attendant.litres")}>{format.litres(shift.liters)}</ReceiptLine>
      <ReceiptLine label={t("attendant.pesos")} strong>
        {format.money(shift.pesos)}
      </ReceiptLine>
      {shift.outcomes.length > 0 && (
        <>
          <ReceiptRule />
          <ReceiptLine label={t("attendant.refusals")}>{format.count(shift.refusals)}</ReceiptLine>
          {shift.outcomes.map(({ outcome, count }) => (
            <ReceiptLine key={outcome} label={isRefusalKind(outcome) ? t(`refusalTitle.${outcome}`) : outcome}>
              {format.count(count)}
            </ReceiptLine>
          ))}
        </>
      )}
    </Receipt>
  );
}
