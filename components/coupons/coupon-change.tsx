"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Fuel as FuelSign } from "@/components/ui/icons";
import { toast } from "@/components/ui/toast-store";
import type { Fuel } from "@/server/kernel/fuel";
import { asId, type Id } from "@/server/kernel/id";

import { ChangePreview } from "./change-preview";
import { FuelCards } from "./fuel-cards";
import { PlaceChoice } from "./place-choice";
import type { PickedStation } from "./station-picker";

type ChangedCoupon = {
  readonly id: Id<"coupon">;
  readonly fuelType: Fuel;
  readonly balance: string;
  readonly stationId: string | null;
  readonly stationName: string | null;
};

const NO_PRICES = { REGULAR: null, PREMIUM: null, DIESEL: null } as const;

/** Its own station as something that can be picked; prices are only known of stations that were looked up. */
const ownStation = ({ stationId, stationName }: ChangedCoupon): PickedStation | undefined =>
  stationId === null ? undefined : { id: stationId, name: stationName ?? "", fuelPrices: NO_PRICES };

function useChange(coupon: ChangedCoupon) {
  const [fuel, setFuel] = useState(coupon.fuelType);
  const [station, setStation] = useState(() => ownStation(coupon));
  const [isNetwork, setNetwork] = useState(coupon.stationId === null);
  const place = isNetwork ? null : (station ?? null);
  const isMoved = (place?.id ?? null) !== coupon.stationId;
  const wish = {
    id: coupon.id,
    ...(fuel !== coupon.fuelType && { fuelType: fuel }),
    ...(isMoved && { stationId: place && asId("station", place.id) }),
  };
  const pick = (picked: PickedStation) => {
    setStation(picked);
    setNetwork(false);
  };
  return { fuel, setFuel, station, isNetwork, setNetwork, pick, place, wish, isSame: Object.keys(wish).length === 1 };
}

/** Another fuel or another place, free of charge before the first redemption; shows what it will be before it is. */
export function CouponChange({ coupon }: { coupon: ChangedCoupon }) {
  const t = useTranslations("coupon");
  const close = useTranslations("common")("close");
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button tone="secondary">
          <FuelSign aria-hidden className="size-5" />
          {t("change")}
        </Button>
      </DialogTrigger>
      <ChangeDialog
        key={`${coupon.fuelType} ${coupon.stationId}`}
        {...{ coupon, close }}
        onDone={() => setOpen(false)}
      />
    </Dialog>
  );
}

type ChangeDialogProps = { coupon: ChangedCoupon; close: string; onDone: () => void };

function ChangeDialog({ coupon, close, onDone }: ChangeDialogProps) {
  const t = useTranslations("coupon");
  const api = useApi();
  const router = useRouter();
  const change = useChange(coupon);
  const save = useMutation(
    api.coupons.change.mutationOptions({
      onSuccess: () => {
        onDone();
        toast(t("changed"));
        router.refresh();
      },
    }),
  );
  return (
    <DialogContent
      title={t("changeTitle")}
      description={t("changeBody")}
      closeLabel={close}
      footer={
        <Button
          onClick={() => save.mutate(change.wish)}
          busy={save.isPending}
          disabled={change.isSame}
          reason={t("changeSame")}
        >
          {t("changeSave")}
        </Button>
      }
    >
      <div className="space-y-5">
        <FuelCards name="change-fuel" fuel={change.fuel} onChoose={change.setFuel} prices={change.place?.fuelPrices} />
        <PlaceChoice name="change-place" {...change} onChoose={change.setNetwork} onPick={change.pick} />
        {!change.isSame && <ChangePreview before={coupon} fuel={change.fuel} place={change.place} />}
        <FormRefusal kind={save.error ? refusalOrFault(save.error) : undefined} />
      </div>
    </DialogContent>
  );
}
