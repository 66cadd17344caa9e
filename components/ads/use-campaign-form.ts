"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";

import { useOperationId } from "@/components/form/use-operation-id";
import { useApiClient } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { toast } from "@/components/ui/toast-store";
import { isUuid } from "@/server/kernel/id";
import type { RefusalKind } from "@/server/kernel/refusal";

import { inputOf, isUsableImage } from "./campaign-draft";

/** Stands in the check where the picture's id will be, before it is uploaded. */
const NO_IMAGE_YET = "00000000-0000-4000-8000-000000000000";

async function upload(image: File): Promise<string> {
  const answer = await fetch("/api/v1/ads/images", { method: "POST", body: image });
  const body: unknown = await answer.json();
  const id: unknown = Reflect.get(Object(body), "id");
  if (!answer.ok || typeof id !== "string" || !isUuid(id)) throw new Error("the picture was not taken");
  return id;
}

/** Checks the fields by the procedure's schema, uploads the picture, saves the draft. */
export function useCampaignForm() {
  const t = useTranslations("campaigns");
  const client = useApiClient();
  const router = useRouter();
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const [refusal, setRefusal] = useState<RefusalKind>();
  const [isBusy, setBusy] = useState(false);
  const [tries, setTries] = useState(0);
  const operationId = useOperationId(String(tries));

  async function save(fields: FormData, image: File): Promise<void> {
    const { createCampaignInput } = await import("@/server/ads/schemas/campaign");
    const input = createCampaignInput.parse(inputOf(fields, await upload(image)));
    const { id } = await client.ads.createCampaign.mutate(input, { context: { operationId } });
    toast(t("saved"), "ok");
    router.push(`/admin/ads/${id}`);
  }

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const image = fields.get("image");
    const file = image instanceof File ? image : undefined;
    const faults = await faultsOf(fields, file);
    setWrong(faults);
    setRefusal(undefined);
    if (faults.size > 0 || !file) return;
    setBusy(true);
    try {
      await save(fields, file);
    } catch (fault) {
      setRefusal(refusalOrFault(fault));
      setTries((before) => before + 1);
    } finally {
      setBusy(false);
    }
  }

  return { submit, wrong, refusal, isBusy };
}

/** The names of the fields that are wrong. */
async function faultsOf(fields: FormData, image: File | undefined): Promise<Set<string>> {
  const { createCampaignInput } = await import("@/server/ads/schemas/campaign");
  const parsed = createCampaignInput.safeParse(inputOf(fields, NO_IMAGE_YET));
  const paths = (parsed.error?.issues ?? []).map(({ path }) => (path[0] === "creatives" ? "title" : String(path[0])));
  return new Set([...paths, ...(isUsableImage(image) ? [] : ["image"])]);
}
