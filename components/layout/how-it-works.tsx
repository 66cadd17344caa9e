import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { useFormat } from "../format/use-format";
import { Section } from "../ui/card";
import { FuelTag } from "../ui/price-totem";
import { Receipt, ReceiptLine, ReceiptRule } from "../ui/receipt";
import { TicketStrip } from "../ui/ticket-strip";

type StepProps = { n: number; title: string; body: string; children: ReactNode };

function Step({ n, title, body, children }: StepProps) {
  return (
    <li className="space-y-3">
      <div>
        <h3 className="text-xl">
          <span className="text-accent mr-2">{n}</span>
          {title}
        </h3>
        <p className="text-ink-muted">{body}</p>
      </div>
      {children}
    </li>
  );
}

/** The product in three pieces of paper. The figures are the rule's own example: $500.00 at $23.50/L make 6 numbers. */
export function HowItWorks() {
  const t = useTranslations();
  const format = useFormat();
  return (
    <Section title={t("home.how")}>
      <ol className="grid gap-8 md:grid-cols-3">
        <Step n={1} title={t("home.step1")} body={t("home.step1Body")}>
          <Receipt title={t("home.coupon")} caption={t("home.example")} torn>
            <ReceiptLine label={t("coupon.fuel")}>
              <FuelTag tone="regular">{t("fuel.REGULAR")}</FuelTag>
            </ReceiptLine>
            <ReceiptLine label={t("buy.valid")}>{t("buy.days")}</ReceiptLine>
            <ReceiptRule />
            <ReceiptLine label={t("coupon.balance")} strong>
              {format.money("500.00")}
            </ReceiptLine>
          </Receipt>
        </Step>
        <Step n={2} title={t("home.step2")} body={t("home.step2Body")}>
          <Receipt title={t("home.redemption")} caption={t("home.example")} torn>
            <ReceiptLine label={t("coupon.litres")}>{format.litres("21.276")}</ReceiptLine>
            <ReceiptLine label={t("coupon.price")}>{format.price("23.50")}</ReceiptLine>
            <ReceiptRule />
            <ReceiptLine label={t("coupon.total")} strong>
              {format.money("500.00")}
            </ReceiptLine>
          </Receipt>
        </Step>
        <Step n={3} title={t("home.step3")} body={t("home.step3Body")}>
          <TicketStrip
            from={format.ticketNumber(123)}
            to={format.ticketNumber(128)}
            spoken={t("tickets.spokenRun", { from: "123", to: "128" })}
            count={t("tickets.count", { count: 6 })}
            caption={t("home.example")}
          />
          <Receipt>
            <ReceiptLine label={t("home.byPesos")}>5</ReceiptLine>
            <ReceiptLine label={t("home.byLitres")}>1</ReceiptLine>
          </Receipt>
        </Step>
      </ol>
    </Section>
  );
}
