"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { useFormat } from "@/components/format/use-format";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RefreshCw, X } from "@/components/ui/icons";
import { toast } from "@/components/ui/toast-store";
import { can, type CouponStatus } from "@/server/coupons/domain/coupon-status";
import type { Id } from "@/server/kernel/id";

type CouponActionsProps = { coupon: { id: Id<"coupon">; status: CouponStatus; balance: string } };

/** What the owner may do with a coupon now; each shows what will happen before it does. */
export function CouponActions({ coupon }: CouponActionsProps) {
  const t = useTranslations();
  const format = useFormat();
  const api = useApi();
  const router = useRouter();
  const [asking, setAsking] = useState<"regenerate" | "cancel">();
  const done = (text: string) => ({
    onSuccess: () => {
      setAsking(undefined);
      toast(text);
      router.refresh();
    },
    onError: () => setAsking(undefined),
  });
  const regenerate = useMutation(api.coupons.regenerateQr.mutationOptions(done(t("coupon.regenerated"))));
  const cancel = useMutation(api.coupons.cancel.mutationOptions(done(t("coupon.cancelled"))));
  const error = regenerate.error ?? cancel.error;
  const isUnpaid = coupon.status === "PENDING_PAYMENT";
  return (
    <div className="space-y-3">
      <FormRefusal kind={error ? refusalOrFault(error) : undefined} />
      <div className="flex flex-wrap gap-2">
        {can("regenerateQr", coupon) && (
          <Button tone="secondary" onClick={() => setAsking("regenerate")}>
            <RefreshCw aria-hidden className="size-5" />
            {t("coupon.regenerate")}
          </Button>
        )}
        {can("cancel", coupon) && (
          <Button tone="danger" onClick={() => setAsking("cancel")}>
            <X aria-hidden className="size-5" />
            {isUnpaid ? t("coupon.cancelTitle") : t("coupon.cancel")}
          </Button>
        )}
      </div>
      <ConfirmDialog
        open={asking === "regenerate"}
        onOpenChange={(open) => setAsking(open ? "regenerate" : undefined)}
        title={t("coupon.regenerateTitle")}
        confirmLabel={t("coupon.regenerate")}
        cancelLabel={t("common.cancel")}
        busy={regenerate.isPending}
        onConfirm={() => regenerate.mutate({ id: coupon.id })}
      >
        {t("coupon.regenerateBody")}
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === "cancel"}
        onOpenChange={(open) => setAsking(open ? "cancel" : undefined)}
        title={t("coupon.cancelTitle")}
        confirmLabel={t("coupon.cancel")}
        cancelLabel={t("coupon.keep")}
        danger
        busy={cancel.isPending}
        onConfirm={() => cancel.mutate({ id: coupon.id })}
      >
        {isUnpaid ? t("coupon.cancelUnpaid") : t("coupon.cancelBody", { balance: format.money(coupon.balance) })}
      </ConfirmDialog>
    </div>
  );
}
