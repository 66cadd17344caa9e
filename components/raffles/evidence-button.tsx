"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { Button } from "@/components/ui/button";
import { Download } from "@/components/ui/icons";
import { isRefusalKind, type RefusalKind } from "@/server/kernel/refusal";

type Asked = { readonly file: Blob } | { readonly refused: RefusalKind };

async function ask(address: string): Promise<Asked> {
  const answer = await fetch(address, { cache: "no-store" }).catch(() => undefined);
  if (answer?.ok) return { file: await answer.blob() };
  const body: unknown = await answer?.json().catch(() => undefined);
  const kind: unknown = Reflect.get(Object(body), "error");
  return { refused: typeof kind === "string" && isRefusalKind(kind) ? kind : "UNAVAILABLE" };
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Everything an authority asks for of this raffle, in one archive. Taking it is on record. */
export function EvidenceButton({ raffleId }: { raffleId: string }) {
  const t = useTranslations("admin.evidence");
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<RefusalKind>();
  const take = async () => {
    setBusy(true);
    setRefused(undefined);
    const asked = await ask(`/api/v1/raffles/${raffleId}/evidence.zip`);
    if ("file" in asked) save(asked.file, `jsm-sorteo-${raffleId}.zip`);
    else setRefused(asked.refused);
    setBusy(false);
  };
  return (
    <div className="space-y-3">
      <p className="text-ink-muted max-w-prose">{t("body")}</p>
      <FormRefusal kind={refused} />
      <Button tone="secondary" busy={isBusy} onClick={() => void take()}>
        <Download aria-hidden className="size-5" />
        {t(isBusy ? "making" : "take")}
      </Button>
    </div>
  );
}
