"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";

import { QrCodeImage } from "@/components/coupons/qr-code";
import { FormRefusal } from "@/components/form/form-refusal";
import { useFormat } from "@/components/format/use-format";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Id } from "@/server/kernel/id";

type Offer = { readonly code: string; readonly expiresAt: string };

/** A name, then the code as a QR and to type: shown this once, good for five minutes and one device. */
export function PairDialog({ stationId }: { stationId: Id<"station"> }) {
  const t = useTranslations("device");
  const close = useTranslations("common")("close");
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [offer, setOffer] = useState<Offer>();
  const change = (isOpening: boolean) => {
    setOpen(isOpening);
    setOffer(undefined);
    if (!isOpening) router.refresh();
  };
  return (
    <>
      <Button tone="secondary" onClick={() => change(true)}>
        {t("add")}
      </Button>
      <Dialog open={isOpen} onOpenChange={change}>
        <DialogContent title={t("add")} closeLabel={close}>
          {offer ? <OfferShown offer={offer} /> : <OfferForm stationId={stationId} onOffer={setOffer} />}
        </DialogContent>
      </Dialog>
    </>
  );
}

function OfferForm({ stationId, onOffer }: { stationId: Id<"station">; onOffer: (offer: Offer) => void }) {
  const t = useTranslations("device");
  const [name, setName] = useState("");
  const ask = useMutation(useApi().devices.offer.mutationOptions({ onSuccess: onOffer }));
  const send = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate({ id: stationId, name });
  };
  return (
    <form onSubmit={send} className="space-y-4">
      <Field label={t("name")} hint={t("nameHint")}>
        {(control) => (
          <Input {...control} required maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <FormRefusal kind={ask.error ? refusalOrFault(ask.error) : undefined} />
      <Button type="submit" wide busy={ask.isPending} disabled={name.trim() === ""}>
        {t("showCode")}
      </Button>
    </form>
  );
}

function OfferShown({ offer: { code, expiresAt } }: { offer: Offer }) {
  const t = useTranslations("device");
  const format = useFormat();
  const address = `${window.location.origin}/device`;
  return (
    <div className="space-y-4">
      <p>{t("scan")}</p>
      <div className="bg-plate rounded-box mx-auto max-w-64 p-3">
        <QrCodeImage code={`${address}#${code}`} label={t("qrLabel")} isText />
      </div>
      <p>
        {t("orType", { address })}
        <strong className="figure block text-2xl tracking-widest">{code}</strong>
      </p>
      <p className="text-ink-muted text-sm">{t("until", { time: format.time(new Date(expiresAt)) })}</p>
    </div>
  );
}
