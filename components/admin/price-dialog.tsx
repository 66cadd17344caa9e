"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { useOperationId } from "@/components/form/use-operation-id";
import { useFormat } from "@/components/format/use-format";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { toneOf } from "@/components/stations/fuel-totem";
import { Button } from "@/components/ui/button";
import { RadioCard, RadioCards } from "@/components/ui/choice";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { FuelTag } from "@/components/ui/price-totem";
import { toast } from "@/components/ui/toast-store";
import { FUELS, type Fuel } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";

import { priceStep } from "./price-step";

type PriceDialogProps = { stationId: Id<"station">; prices: Readonly<Record<Fuel, string | null>> };

/** A new price for one fuel, with what it will do before it does it. */
export function PriceDialog(props: PriceDialogProps) {
  const t = useTranslations();
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button>{t("admin.changePrice")}</Button>
      </DialogTrigger>
      <DialogContent
        title={t("admin.changePrice")}
        description={t("admin.changePriceBody")}
        closeLabel={t("common.close")}
      >
        <PriceForm {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function PriceForm({ stationId, prices, onDone }: PriceDialogProps & { onDone: () => void }) {
  const t = useTranslations();
  const format = useFormat();
  const api = useApi();
  const router = useRouter();
  const [fuel, setFuel] = useState<Fuel>("REGULAR");
  const [price, setPrice] = useState("");
  const operationId = useOperationId(`${stationId} ${fuel} ${price}`);
  const step = priceStep(price, prices[fuel]);
  const change = useMutation(
    api.stations.changePrice.mutationOptions({
      trpc: { context: { operationId } },
      onSuccess: ({ state }) => {
        toast(t(`admin.priceDone.${state}`), state === "PENDING_APPROVAL" ? "warn" : "ok");
        onDone();
        router.refresh();
      },
    }),
  );
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (step.state !== "unreadable") change.mutate({ id: stationId, fuelType: fuel, price });
  };
  return (
    <form onSubmit={send} className="space-y-4">
      <RadioCards legend={t("admin.fuel")} className="grid-cols-3">
        {FUELS.map((one) => (
          <RadioCard
            key={one}
            name="fuel"
            value={one}
            checked={fuel === one}
            onChange={() => setFuel(one)}
            label={<FuelTag tone={toneOf[one]}>{t(`fuel.${one}`)}</FuelTag>}
            hint={prices[one] === null ? t("admin.noPrice") : format.price(prices[one])}
          />
        ))}
      </RadioCards>
      <Field label={t("admin.newPrice")} hint={t("admin.newPriceHint")}>
        {(control) => (
          <Input
            {...control}
            scale="lg"
            inputMode="decimal"
            autoComplete="off"
            required
            maxLength={10}
            value={price}
            onChange={(event) => setPrice(event.target.value.replace(",", ".").trim())}
          />
        )}
      </Field>
      {price !== "" && <PriceNotice step={step} />}
      <FormRefusal kind={change.error ? refusalOrFault(change.error) : undefined} />
      <Button
        type="submit"
        wide
        busy={change.isPending}
        disabled={step.state === "unreadable" || step.state === "same"}
      >
        {step.state === "waits" ? t("admin.askForPrice") : t("admin.setPrice")}
      </Button>
    </form>
  );
}

function PriceNotice({ step }: { step: ReturnType<typeof priceStep> }) {
  const t = useTranslations("admin");
  switch (step.state) {
    case "unreadable":
      return <Notice tone="danger">{t("priceUnreadable")}</Notice>;
    case "same":
      return <Notice>{t("priceSame")}</Notice>;
    case "first":
      return <Notice>{t("priceFirst")}</Notice>;
    case "waits":
      return <Notice tone="warn">{t("priceWaits", { percent: step.percent })}</Notice>;
    case "atOnce":
      return <Notice tone="ok">{t("priceAtOnce", { percent: step.percent })}</Notice>;
  }
}
