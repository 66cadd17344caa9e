import { useTranslations } from "next-intl";

import type { CampaignReport } from "@/components/admin/admin-views";
import { useFormat } from "@/components/format/use-format";
import { Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/states";
import { Cell, HeadCell, NumberCell, Row, TableFrame } from "@/components/ui/table";

import { clickRate } from "./campaign-view";

const columns = ["started", "views", "clicks", "rate", "spent"] as const;

/** Counts by day and station, with their sum; nothing in it tells who watched. */
export function ReportTable({ report: { rows, total } }: { report: CampaignReport }) {
  const t = useTranslations("campaigns");
  return (
    <Section title={t("reportTitle")}>
      {rows.length === 0 ? (
        <EmptyState title={t("reportEmpty")}>{t("reportEmptyBody")}</EmptyState>
      ) : (
        <TableFrame label={t("reportTitle")}>
          <thead>
            <tr>
              <HeadCell>{t("day")}</HeadCell>
              <HeadCell>{t("station")}</HeadCell>
              {columns.map((name) => (
                <HeadCell key={name} className="text-right">
                  {t(name)}
                </HeadCell>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={`${row.day} ${row.stationId}`}>
                <Cell>{row.day}</Cell>
                <Cell>{row.stationName}</Cell>
                <Counts counts={row} />
              </Row>
            ))}
          </tbody>
          <tfoot>
            <Row>
              <Cell>{t("total")}</Cell>
              <Cell />
              <Counts counts={total} />
            </Row>
          </tfoot>
        </TableFrame>
      )}
    </Section>
  );
}

function Counts({ counts }: { counts: CampaignReport["total"] }) {
  const format = useFormat();
  const { started, views, clicks, spent } = counts;
  return (
    <>
      <NumberCell>{format.count(started)}</NumberCell>
      <NumberCell>{format.count(views)}</NumberCell>
      <NumberCell>{format.count(clicks)}</NumberCell>
      <NumberCell>{clickRate(counts)}</NumberCell>
      <NumberCell>{format.money(spent)}</NumberCell>
    </>
  );
}
