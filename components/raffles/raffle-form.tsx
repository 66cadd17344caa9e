"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useWatch } from "react-hook-form";

import { FormRefusal } from "@/components/form/form-refusal";
import { useOperationId } from "@/components/form/use-operation-id";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button, ButtonLink } from "@/components/ui/button";
import { toast } from "@/components/ui/toast-store";
import type { Id } from "@/server/kernel/id";
import type { Timing } from "@/server/raffles/domain/raffle-status";

import type { RaffleDraft } from "./raffle-draft";
import { RaffleDraftSummary } from "./raffle-draft-summary";
import { BasicsPart, DatesPart, PrizesPart, RulesPart } from "./raffle-form-parts";
import { type ChoosableStation, StationsPart } from "./raffle-stations-part";
import { useRaffleForm } from "./use-raffle-form";

type RaffleFormProps = {
  initial: RaffleDraft;
  timing: Timing;
  stations: readonly ChoosableStation[];
  /** The draft that is changed; left out for a new one. */
  raffleId?: Id<"raffle">;
};

/** Makes or changes a draft. Nothing is public before it is published, which is a step of its own. */
export function RaffleForm({ initial, timing, stations, raffleId }: RaffleFormProps) {
  const t = useTranslations();
  const api = useApi();
  const router = useRouter();
  const form = useRaffleForm(initial, timing);
  const draft = useWatch({ control: form.control }) as RaffleDraft; // all fields have defaults
  const operationId = useOperationId(JSON.stringify(draft));
  const outcome = {
    trpc: { context: { operationId } },
    onSuccess: ({ id }: { id: string }) => {
      toast(t("admin.draftSaved"));
      router.push(`/admin/raffles/${id}`);
      router.refresh();
    },
  };
  const create = useMutation(api.raffles.create.mutationOptions(outcome));
  const update = useMutation(api.raffles.update.mutationOptions(outcome));
  const save = form.handleSubmit((input) =>
    raffleId === undefined ? create.mutate(input) : update.mutate({ id: raffleId, ...input }),
  );
  const error = create.error ?? update.error;
  return (
    <form onSubmit={(event) => void save(event)} noValidate className="grid items-start gap-8 xl:grid-cols-[3fr_2fr]">
      <div className="space-y-10">
        <BasicsPart form={form} />
        <PrizesPart form={form} />
        <DatesPart form={form} />
        <StationsPart form={form} stations={stations} isWholeNetwork={draft.isWholeNetwork} />
        <RulesPart form={form} />
      </div>
      <aside className="space-y-4 xl:sticky xl:top-8">
        <RaffleDraftSummary draft={draft} />
        <FormRefusal kind={error ? refusalOrFault(error) : undefined} />
        <div className="flex flex-col gap-2">
          <Button type="submit" size="lg" wide busy={create.isPending || update.isPending}>
            {t("admin.saveDraft")}
          </Button>
          <ButtonLink tone="secondary" href={raffleId === undefined ? "/admin/raffles" : `/admin/raffles/${raffleId}`}>
            {t("common.cancel")}
          </ButtonLink>
        </div>
      </aside>
    </form>
  );
}
