"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button } from "@/components/ui/button";
import { RadioCard, RadioCards } from "@/components/ui/choice";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Fuel as FuelSign } from "@/components/ui/icons";
import { toast } from "@/components/ui/toast-store";
import type { Fuel } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";

import { FuelCards } from "./fuel-cards";

type CouponChangeProps = {
  coupon: { id: Id<"coupon">; fuelType: Fuel; stationId: string | null; stationName: string | null };
};

/** Another fuel, or the whole network instead of one station: free of charge before the first redemption. */
export function CouponChange({ coupon }: CouponChangeProps) {
  const t = useTranslations();
  const api = useApi();
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [fuel, setFuel] = useState(coupon.fuelType);
  const [isNetwork, setNetwork] = useState(coupon.stationId === null);
  const change = useMutation(
    api.coupons.change.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        toast(t("coupon.changed"));
        router.refresh();
      },
    }),
  );
  const widens = isNetwork && coupon.stationId !== null;
  const isSame = fuel === coupon.fuelType && !widens;
  const save = () =>
    change.mutate({
      id: coupon.id,
      ...(fuel !== coupon.fuelType && { fuelType: fuel }),
      ...(widens && { stationId: null }),
    });
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button tone="secondary">
          <FuelSign aria-hidden className="size-5" />
          {t("coupon.change")}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={t("coupon.changeTitle")}
        description={t("coupon.changeBody")}
        closeLabel={t("common.close")}
        footer={
          <Button onClick={save} busy={change.isPending} disabled={isSame}>
            {t("coupon.changeSave")}
          </Button>
        }
      >
        <div className="space-y-5">
          <FuelCards name="change-fuel" fuel={fuel} onChoose={setFuel} />
          {coupon.stationId !== null && (
            <RadioCards legend={t("coupon.where")}>
              <RadioCard
                name="change-place"
                label={t("coupon.keepStation", { name: coupon.stationName ?? "" })}
                checked={!isNetwork}
                onChange={() => setNetwork(false)}
              />
              <RadioCard
                name="change-place"
                label={t("buy.network")}
                checked={isNetwork}
                onChange={() => setNetwork(true)}
              />
            </RadioCards>
          )}
          <FormRefusal kind={change.error ? refusalOrFault(change.error) : undefined} />
        </div>
      </DialogContent>
    </Dialog>
  );
}
