import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { useFormat } from "@/components/format/use-format";
import { ButtonLink, buttonLook } from "@/components/ui/button";
import { Clock, CreditCard } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { EmptyState, RefusedState } from "@/components/ui/states";
import type { PaymentState, PaymentView } from "@/server/coupons/domain/payment-view";

import { buyAgainHref, leftUntil, stateAt } from "./payment-shown";
import { RefundAccount } from "./refund-account";

export type PaidCoupon = {
  readonly id: string;
  readonly amount: string;
  readonly fuelType: string;
  readonly stationId: string | null;
  readonly checkoutUrl: string | null;
  readonly payment: PaymentView;
};

type PanelProps = {
  coupon: PaidCoupon;
  now: Date;
  /** The person just came back from the payment page: what it says may be older than what they did. */
  isReturning?: boolean;
  heading?: "h1" | "h2";
};

/** Where a payment stands, until when, and what to do next. Nothing for one that is simply paid. */
export function PaymentPanel(props: PanelProps) {
  const state = stateAt(props.coupon.payment, props.now);
  switch (state) {
    case "PAID":
      return null;
    case "TO_PAY":
    case "AWAITED":
      return <Unpaid {...props} state={state} />;
    case "CONFIRMING":
      return <Confirming {...props} />;
    case "REFUNDING":
    case "REFUNDED":
      return <Returned {...props} state={state} />;
    case "LAPSED":
    case "DECLINED":
    case "CANCELLED":
    case "DISPUTED":
      return <Over {...props} state={state} />;
  }
}

function Unpaid({ coupon, now, isReturning = false, heading = "h2", state }: PanelProps & { state: PaymentState }) {
  const t = useTranslations("payment");
  const { method, decline } = coupon.payment;
  const isIssued = state === "AWAITED" && method !== "CARD";
  const title = isIssued ? t(`title.${method}`) : isReturning ? t("title.CONFIRMING") : t("title.TO_PAY");
  const body = isIssued ? t(`body.AWAITED_${method}`) : isReturning ? t("body.RETURNED") : t(`body.${method}`);
  return (
    <EmptyState
      heading={heading}
      icon={<CreditCard />}
      title={title}
      action={<PayLink coupon={coupon} isIssued={isIssued} isReturning={isReturning} />}
    >
      <div className="space-y-3">
        <p>{body}</p>
        {decline && !isIssued && (
          <Notice tone="danger">
            {t("lastTry")} {t(`decline.${decline}`)}
          </Notice>
        )}
        <Clocks payment={coupon.payment} isIssued={isIssued} now={now} />
      </div>
    </EmptyState>
  );
}

type PayLinkProps = { coupon: PaidCoupon; isIssued: boolean; isReturning: boolean };

/** The payment page is another site: a whole new page, never a part of ours. */
function PayLink({ coupon, isIssued, isReturning }: PayLinkProps) {
  const t = useTranslations("payment");
  if (!coupon.checkoutUrl) return null;
  const seeKey = coupon.payment.method === "OXXO" ? "seeVoucher" : "seeTransfer";
  return (
    <a href={coupon.checkoutUrl} className={buttonLook({ size: "lg", tone: isReturning ? "secondary" : "primary" })}>
      {isIssued ? t(seeKey) : isReturning ? t("backToPay") : t("payNow")}
    </a>
  );
}

function ClockLine({ children }: { children: ReactNode }) {
  return (
    <p className="text-ink flex items-start gap-2">
      <Clock aria-hidden className="mt-0.5 size-5 shrink-0" />
      <span>{children}</span>
    </p>
  );
}

/** The end of the payment page; once a voucher or a transfer was issued, that one's own. */
function Clocks({ payment, isIssued, now }: { payment: PaymentView; isIssued: boolean; now: Date }) {
  const t = useTranslations("payment");
  const format = useFormat();
  const line = (end: string) => {
    const { unit, ...parts } = leftUntil(end, now);
    return { at: format.dateTime(end), zone: format.zone(), left: t(`left.${unit}`, parts) };
  };
  if (!isIssued)
    return payment.checkoutEndsAt && <ClockLine>{t("clock.page", line(payment.checkoutEndsAt))}</ClockLine>;
  if (!payment.payBefore) return <ClockLine>{t("clock.transfer")}</ClockLine>;
  return (
    <>
      <ClockLine>{t("clock.voucher", line(lastMinute(payment.payBefore)))}</ClockLine>
      <p className="text-sm">{t("clock.voucherFixed")}</p>
    </>
  );
}

/** An exclusive end at midnight reads as the day after it; the minute before says what is meant. */
const lastMinute = (end: string): string => new Date(new Date(end).getTime() - 60_000).toISOString();

function Confirming({ heading = "h2" }: PanelProps) {
  const t = useTranslations("payment");
  return (
    <div role="status">
      <EmptyState heading={heading} icon={<Clock />} title={t("title.CONFIRMING")}>
        {t("body.CONFIRMING")}
      </EmptyState>
    </div>
  );
}

type OverProps = PanelProps & { state: "LAPSED" | "DECLINED" | "CANCELLED" | "DISPUTED" };

function Over({ coupon, heading = "h2", state }: OverProps) {
  const t = useTranslations("payment");
  const again = <ButtonLink href={buyAgainHref(coupon)}>{t("again")}</ButtonLink>;
  const title = t(`title.${state}`);
  if (state === "DECLINED")
    return (
      <RefusedState heading={heading} title={title} action={again}>
        {t(`decline.${coupon.payment.decline ?? "REFUSED"}`)}
      </RefusedState>
    );
  return (
    <EmptyState heading={heading} title={title} action={state === "DISPUTED" ? undefined : again}>
      {t(`body.${state}`)}
    </EmptyState>
  );
}

function Returned({ coupon, heading = "h2", state }: PanelProps & { state: "REFUNDING" | "REFUNDED" }) {
  const t = useTranslations("payment");
  const format = useFormat();
  const { refund, method } = coupon.payment;
  if (!refund) return null;
  const amount = format.money(refund.amount);
  const hasFailed = refund.state === "FAILED";
  const words =
    refund.state === "COVERED"
      ? t("refund.COVERED", { amount })
      : refund.settledAt
        ? t("refund.done", { amount, date: format.date(refund.settledAt) })
        : t(hasFailed ? "refund.FAILED" : `refund.${method}`, { amount });
  return (
    <EmptyState heading={heading} title={t(`title.${state}`)}>
      <div className="space-y-4">
        <p>{words}</p>
        {refund.takesAccount ? (
          <RefundAccount couponId={coupon.id} last4={refund.accountLast4} />
        ) : (
          refund.accountLast4 && <p>{t("refund.account", { last4: refund.accountLast4 })}</p>
        )}
      </div>
    </EmptyState>
  );
}
