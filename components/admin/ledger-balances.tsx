import { cx } from "class-variance-authority";
import { useTranslations } from "next-intl";
import Link from "next/link";

import { useFormat } from "@/components/format/use-format";
import { Cell, HeadCell, NumberCell, Row, TableFrame } from "@/components/ui/table";
import type { Account } from "@/server/ledger/domain/entry";

import type { LedgerBalance } from "./admin-views";

/** Every account with its two sides; the sums of both sides are always the same. */
export function LedgerBalances({ balances, chosen }: { balances: readonly LedgerBalance[]; chosen: Account }) {
  const t = useTranslations("admin");
  const format = useFormat();
  return (
    <TableFrame label={t("balances")}>
      <thead>
        <tr>
          <HeadCell>{t("account")}</HeadCell>
          <HeadCell className="text-right">{t("debits")}</HeadCell>
          <HeadCell className="text-right">{t("credits")}</HeadCell>
          <HeadCell className="text-right">{t("balance")}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {balances.map((one) => (
          <Row key={one.account} className={cx(one.account === chosen && "bg-accent-soft")}>
            <Cell>
              <Link
                href={`/admin/ledger?account=${one.account}`}
                scroll={false}
                {...(one.account === chosen && { "aria-current": "true" as const })}
                className="text-accent font-semibold hover:underline"
              >
                {t(`accountName.${one.account}`)}
              </Link>
            </Cell>
            <NumberCell>{format.money(one.debits)}</NumberCell>
            <NumberCell>{format.money(one.credits)}</NumberCell>
            <NumberCell className="font-semibold">{format.money(one.balance)}</NumberCell>
          </Row>
        ))}
      </tbody>
    </TableFrame>
  );
}
