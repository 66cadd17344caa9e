import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { StatusPill } from "@/components/ui/status-pill";
import { Cell, HeadCell, NumberCell, Row, TableFrame } from "@/components/ui/table";

import type { AdminOverview } from "./admin-views";

/** Readers of the event log that are later than this need a look. */
const LATE_SECONDS = 60;

/** Who reads the event log, how far behind, and what each could not apply. */
export function SubscriptionTable({ subscriptions }: { subscriptions: AdminOverview["subscriptions"] }) {
  const t = useTranslations("admin");
  const format = useFormat();
  return (
    <TableFrame label={t("subscriptions")}>
      <thead>
        <tr>
          <HeadCell>{t("subscription")}</HeadCell>
          <HeadCell>{t("status")}</HeadCell>
          <HeadCell className="text-right">{t("waiting")}</HeadCell>
          <HeadCell className="text-right">{t("lag")}</HeadCell>
          <HeadCell className="text-right">{t("parked")}</HeadCell>
          <HeadCell>{t("moved")}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {subscriptions.map((one) => (
          <Row key={one.name}>
            <Cell>
              <code className="font-mono">{one.name}</code>
            </Cell>
            <Cell>
              {one.parked > 0 ? (
                <StatusPill tone="danger">{t("hasParked")}</StatusPill>
              ) : one.lagSeconds > LATE_SECONDS ? (
                <StatusPill tone="warn">{t("late")}</StatusPill>
              ) : (
                <StatusPill tone="ok">{t("current")}</StatusPill>
              )}
            </Cell>
            <NumberCell>{format.count(one.waiting)}</NumberCell>
            <NumberCell>{format.count(one.lagSeconds)} s</NumberCell>
            <NumberCell>{format.count(one.parked)}</NumberCell>
            <Cell>{one.movedAt ? format.dateTime(one.movedAt) : "–"}</Cell>
          </Row>
        ))}
      </tbody>
    </TableFrame>
  );
}
