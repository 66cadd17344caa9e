"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { useOperationId } from "@/components/form/use-operation-id";
import { useFormat } from "@/components/format/use-format";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import type { CouponStatus } from "@/server/coupons/domain/coupon-status";
import type { Id } from "@/server/kernel/id";

import { useSettled } from "./use-settled";

const SHORTEST_REASON = 5;
const refundable: readonly CouponStatus[] = ["ACTIVE", "PARTIALLY_REDEEMED", "EXPIRED"];

type CouponDeedsProps = { coupon: { id: Id<"coupon">; status: CouponStatus; isPrize: boolean; unspent: string } };

/** What an admin may do about a coupon: give back what is unspent, or make it valid again. Both with a reason. */
export function CouponDeeds({ coupon }: CouponDeedsProps) {
  const t = useTranslations("payments");
  const [asked, ask] = useState<"refund" | "reissue">();
  const canRefund = refundable.includes(coupon.status) && !coupon.isPrize && coupon.unspent !== "0.00";
  const canReissue = coupon.status === "EXPIRED";
  if (!canRefund && !canReissue) return null;
  return (
    <>
      {canReissue && (
        <Button tone="secondary" onClick={() => ask("reissue")}>
          {t("reissue")}
        </Button>
      )}
      {canRefund && (
        <Button tone="danger" onClick={() => ask("refund")}>
          {t("refundCoupon")}
        </Button>
      )}
      {asked && <CouponDeed key={asked} deed={asked} coupon={coupon} onClose={() => ask(undefined)} />}
    </>
  );
}

type CouponDeedProps = CouponDeedsProps & { deed: "refund" | "reissue"; onClose: () => void };

function CouponDeed({ deed, coupon, onClose }: CouponDeedProps) {
  const t = useTranslations();
  const format = useFormat();
  const api = useApi();
  const settled = useSettled(onClose);
  const [reason, setReason] = useState("");
  const trpc = { context: { operationId: useOperationId(`${deed} ${coupon.id} ${reason}`) } };
  const refund = useMutation(
    api.coupons.refund.mutationOptions({ trpc, onSuccess: () => settled(t("payments.refundCouponDone")) }),
  );
  const reissue = useMutation(
    api.coupons.reissue.mutationOptions({ trpc, onSuccess: () => settled(t("payments.reissueDone")) }),
  );
  const isRefund = deed === "refund";
  const change = isRefund ? refund : reissue;
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={
        isRefund
          ? t("payments.refundCouponTitle", { amount: format.money(coupon.unspent) })
          : t("payments.reissueTitle")
      }
      confirmLabel={isRefund ? t("payments.refundCoupon") : t("payments.reissue")}
      cancelLabel={t("common.cancel")}
      danger={isRefund}
      busy={change.isPending}
      isBlocked={reason.trim().length < SHORTEST_REASON}
      onConfirm={() => change.mutate({ id: coupon.id, reason })}
    >
      <div className="space-y-4">
        <p>{isRefund ? t("payments.refundCouponBody") : t("payments.reissueBody")}</p>
        <Field label={t("payments.why")} hint={t("payments.whyHint")}>
          {(control) => (
            <Textarea {...control} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
        <p className="text-sm">{t("payments.logged")}</p>
        <FormRefusal kind={change.error ? refusalOrFault(change.error) : undefined} />
      </div>
    </ConfirmDialog>
  );
}
