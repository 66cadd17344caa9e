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
import { parsePrice } from "@/server/kernel/money";
import type { RefusalKind } from "@/server/kernel/refusal";
import { isOverVoluntaryCap } from "@/server/stations/domain/price-period";

import { instantAt } from "../raffles/local-instant";
import { priceStep } from "./price-step";

type PriceDialogProps = {
  stationId: Id<"station">;
  timeZone: string;
  prices: Readonly<Record<Fuel, string | null>>;
  /** Changes left for each fuel today, where they are known. */
  left?: Readonly<Record<Fuel, number>>;
};

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

function PriceForm({ stationId, timeZone, prices, left, onDone }: PriceDialogProps & { onDone: () => void }) {
  const t = useTranslations();
  const format = useFormat();
  const [fuel, setFuel] = useState<Fuel>("REGULAR");
  const [price, setPrice] = useState("");
  const [from, setFrom] = useState("");
  const step = priceStep(price, prices[fuel]);
  const effectiveFrom = from === "" ? undefined : instantAt(from, timeZone);
  const change = usePriceChange(`${stationId} ${fuel} ${price} ${from}`, onDone);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (step.state === "unreadable") return;
    change.mutate({ id: stationId, fuelType: fuel, price, ...(effectiveFrom !== undefined && { effectiveFrom }) });
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
      <Field label={t("admin.priceBoard.from")} hint={t("admin.priceBoard.fromHint", { zone: format.zone(timeZone) })}>
        {(control) => (
          <Input {...control} type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} />
        )}
      </Field>
      {left && <p className="text-ink-muted text-sm">{t("admin.priceBoard.left", { count: left[fuel] })}</p>}
      {price !== "" && <PriceNotice step={step} />}
      <CapNotice fuel={fuel} price={price} />
      <PriceRefusal kind={change.error ? refusalOrFault(change.error) : undefined} />
      <Button
        type="submit"
        wide
        busy={change.isPending}
        disabled={step.state === "unreadable" || step.state === "same" || (from !== "" && effectiveFrom === undefined)}
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

function usePriceChange(content: string, onDone: () => void) {
  const t = useTranslations();
  const api = useApi();
  const router = useRouter();
  const operationId = useOperationId(content);
  return useMutation(
    api.stations.changePrice.mutationOptions({
      trpc: { context: { operationId } },
      onSuccess: ({ state }) => {
        toast(t(`admin.priceDone.${state}`), state === "PENDING_APPROVAL" ? "warn" : "ok");
        onDone();
        router.refresh();
      },
    }),
  );
}

/** A warning only: the ceiling is a promise of the trade, not a law. */
function CapNotice({ fuel, price }: { fuel: Fuel; price: string }) {
  const t = useTranslations("admin.priceBoard");
  const read = parsePrice(price);
  if (read === undefined || !isOverVoluntaryCap(fuel, read)) return null;
  return <Notice tone="warn">{t("overCap")}</Notice>;
}

/** The day's limit is one of changes here, not of purchases. */
function PriceRefusal({ kind }: { kind: RefusalKind | undefined }) {
  const t = useTranslations("admin.priceBoard");
  if (kind !== "DAILY_LIMIT_EXCEEDED") return <FormRefusal kind={kind} />;
  return (
    <Notice tone="danger" alert>
      {t("dayIsSpent")}
    </Notice>
  );
}
