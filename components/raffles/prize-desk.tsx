import type { inferRouterOutputs } from "@trpc/server";
import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { Section } from "@/components/ui/card";
import { StatusPill } from "@/components/ui/status-pill";
import { Cell, HeadCell, NumberCell, Row, TableFrame } from "@/components/ui/table";
import type { AppRouter } from "@/server/api/root";

import { ApprovePromotion, PrizeActions } from "./prize-actions";

type Outputs = inferRouterOutputs<AppRouter>["prizes"];

type PrizeDeskProps = {
  prizes: Outputs["ofRaffle"]["prizes"];
  vacancies: Outputs["vacancies"]["vacancies"];
  mayManage: boolean;
};

/** After the draw: who still has to claim, what was handed over, which places wait for two people. */
export function PrizeDesk({ prizes, vacancies, mayManage }: PrizeDeskProps) {
  const t = useTranslations("prizes");
  const format = useFormat();
  const open = vacancies.filter(({ document }) => document === null);
  return (
    <Section title={t("adminTitle")}>
      <TableFrame label={t("adminTitle")}>
        <thead>
          <tr>
            <HeadCell className="text-right">{t("adminWinner")}</HeadCell>
            <HeadCell>{t("adminTitle")}</HeadCell>
            <HeadCell className="text-right">{t("adminValue")}</HeadCell>
            <HeadCell />
          </tr>
        </thead>
        <tbody>
          {prizes.map((prize) => (
            <Row key={prize.id}>
              <NumberCell>{format.count(prize.ticketNumber)}</NumberCell>
              <Cell>
                {prize.prize}
                <span className="mt-1 block">
                  <StatusPill tone={prize.status === "DELIVERED" ? "ok" : "warn"}>
                    {t(`status.${prize.status}`)}
                  </StatusPill>
                </span>
                {prize.evidence && <span className="text-ink-muted block text-sm break-all">{prize.evidence}</span>}
              </Cell>
              <NumberCell>{format.money(prize.declaredValue)}</NumberCell>
              <Cell>{mayManage && <PrizeActions prize={prize} />}</Cell>
            </Row>
          ))}
        </tbody>
      </TableFrame>
      {open.length > 0 && (
        <ul className="space-y-3" aria-label={t("vacancies")}>
          {open.map(({ id, reason, approvals }) => (
            <li key={id} className="flex flex-wrap items-center gap-3">
              <span>{t(`reasons.${reason}`)}</span>
              <span className="text-ink-muted">{t("approvals", { count: approvals })}</span>
              {mayManage && <ApprovePromotion id={id} approvals={approvals} />}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
