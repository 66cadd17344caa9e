"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { useOperationId } from "@/components/form/use-operation-id";
import { useFormat } from "@/components/format/use-format";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RefreshCw, X } from "@/components/ui/icons";
import { toast } from "@/components/ui/toast-store";
import { can, type CouponStatus } from "@/server/coupons/domain/coupon-status";
import type { PaymentView } from "@/server/coupons/domain/payment-view";
import type { Fuel } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";

import { CouponChange } from "./coupon-change";

type CouponActionsProps = {
  coupon: {
    id: Id<"coupon">;
    status: CouponStatus;
    balance: string;
    fuelType: Fuel;
    stationId: string | null;
    stationName: string | null;
    qrRegenerationsLeft: number;
    /** Until when the unspent balance can be asked back without a person looking at it; null where it cannot. */
    refundableUntil: string | null;
    /** The same at the instant the page was made. */
    isRefundable: boolean;
    payment: Pick<PaymentView, "state" | "method"> | null;
  };
};

/** What the owner may do with a coupon now; each shows what will happen before it does. */
export function CouponActions({ coupon }: CouponActionsProps) {
  return (
    <div className="flex flex-wrap items-start gap-2">
      {can("regenerateQr", coupon) && <ReplaceCode coupon={coupon} />}
      {can("change", coupon) && <CouponChange coupon={coupon} />}
      {can("cancel", coupon) && <CancelCoupon coupon={coupon} />}
    </div>
  );
}

/** Opens and closes one question; says what happened and draws the page anew. */
function useAsking(doneText: string) {
  const [isAsking, setAsking] = useState(false);
  const router = useRouter();
  const outcome = {
    onSuccess: () => {
      setAsking(false);
      toast(doneText);
      router.refresh();
    },
    onError: () => setAsking(false),
  };
  return { isAsking, setAsking, outcome };
}

function ReplaceCode({ coupon }: CouponActionsProps) {
  const t = useTranslations();
  const api = useApi();
  const { isAsking, setAsking, outcome } = useAsking(t("coupon.regenerated"));
  const operationId = useOperationId(`${coupon.id} ${coupon.qrRegenerationsLeft}`);
  const regenerate = useMutation(
    api.coupons.regenerateQr.mutationOptions({ ...outcome, trpc: { context: { operationId } } }),
  );
  return (
    <>
      <Button
        tone="secondary"
        onClick={() => setAsking(true)}
        disabled={coupon.qrRegenerationsLeft === 0}
        reason={t("coupon.regenerationsLeft", { count: 0 })}
      >
        <RefreshCw aria-hidden className="size-5" />
        {t("coupon.regenerate")}
      </Button>
      <FormRefusal kind={regenerate.error ? refusalOrFault(regenerate.error) : undefined} />
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t("coupon.regenerateTitle")}
        confirmLabel={t("coupon.regenerate")}
        cancelLabel={t("common.cancel")}
        busy={regenerate.isPending}
        onConfirm={() => regenerate.mutate({ id: coupon.id })}
      >
        {t("coupon.regenerateBody")} {t("coupon.regenerateLeft", { count: coupon.qrRegenerationsLeft - 1 })}
      </ConfirmDialog>
    </>
  );
}

function CancelCoupon({ coupon }: CouponActionsProps) {
  const t = useTranslations();
  const api = useApi();
  const operationId = useOperationId(`${coupon.id} ${coupon.status}`);
  const { isAsking, setAsking, outcome } = useAsking(t("coupon.cancelled"));
  const cancel = useMutation(api.coupons.cancel.mutationOptions({ ...outcome, trpc: { context: { operationId } } }));
  const isUnpaid = coupon.status === "PENDING_PAYMENT";
  const isIssued = coupon.payment?.state === "AWAITED";
  const words = isUnpaid ? t("coupon.cancelPurchase") : t("coupon.cancel");
  return (
    <>
      <Button
        tone="danger"
        onClick={() => setAsking(true)}
        disabled={isUnpaid ? isIssued : !coupon.isRefundable}
        reason={isUnpaid ? t("coupon.voucherIssued") : t("coupon.refundOver")}
      >
        <X aria-hidden className="size-5" />
        {words}
      </Button>
      <FormRefusal kind={cancel.error ? refusalOrFault(cancel.error) : undefined} />
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t("coupon.cancelTitle")}
        confirmLabel={words}
        cancelLabel={t("coupon.keep")}
        danger
        busy={cancel.isPending}
        onConfirm={() => cancel.mutate({ id: coupon.id })}
      >
        {isUnpaid ? t("coupon.cancelUnpaid") : <RefundPreview coupon={coupon} />}
      </ConfirmDialog>
    </>
  );
}

/** How much goes back, which way, and until when it can be asked. */
function RefundPreview({ coupon }: CouponActionsProps) {
  const t = useTranslations("coupon");
  const format = useFormat();
  const { balance, payment, refundableUntil } = coupon;
  return (
    <span className="block space-y-2">
      <span className="block">{t("cancelBody", { balance: format.money(balance) })}</span>
      {payment && <span className="block">{t(`refundWay.${payment.method}`)}</span>}
      {refundableUntil && (
        <span className="block">
          {t("refundUntil", { date: format.date(new Date(new Date(refundableUntil).getTime() - 1)) })}
        </span>
      )}
    </span>
  );
}
