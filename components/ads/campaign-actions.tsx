"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";

import type { CampaignListed } from "@/components/admin/admin-views";
import { FormRefusal } from "@/components/form/form-refusal";
import { useOperationId } from "@/components/form/use-operation-id";
import { useFormat } from "@/components/format/use-format";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast-store";
import {
  type CAMPAIGN_DECISIONS,
  CAMPAIGN_STEPS,
  type CampaignStatus,
  statusAfter,
} from "@/server/ads/domain/campaign";

type Step = (typeof CAMPAIGN_STEPS)[number];
type Decision = (typeof CAMPAIGN_DECISIONS)[number];
type Asked = { campaign: CampaignListed; onClose: () => void };

function useMoved(onClose: () => void) {
  const t = useTranslations("campaigns");
  const router = useRouter();
  return ({ status }: { status: CampaignStatus }) => {
    onClose();
    toast(t("moved", { status: t(`statuses.${status}`) }), "ok");
    router.refresh();
  };
}

/** What its advertiser may do with a campaign now; each says what will happen before it does. */
export function CampaignSteps({ campaign }: { campaign: CampaignListed }) {
  const t = useTranslations("campaigns");
  const [asked, ask] = useState<Step>();
  return (
    <div className="flex flex-wrap gap-2">
      {CAMPAIGN_STEPS.filter((step) => statusAfter(campaign.status, step)).map((step) => (
        <Button key={step} tone={step === "COMPLETE" ? "danger" : "primary"} onClick={() => ask(step)}>
          {t(`steps.${step}`)}
        </Button>
      ))}
      {asked && <StepDialog campaign={campaign} step={asked} onClose={() => ask(undefined)} />}
    </div>
  );
}

function StepDialog({ campaign, step, onClose }: Asked & { step: Step }) {
  const t = useTranslations();
  const operationId = useOperationId(`${campaign.id} ${step} ${campaign.status}`);
  const onSuccess = useMoved(onClose);
  const move = useMutation(
    useApi().ads.stepCampaign.mutationOptions({ trpc: { context: { operationId } }, onSuccess }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(`campaigns.steps.${step}`)}
      confirmLabel={t(`campaigns.steps.${step}`)}
      cancelLabel={t("common.cancel")}
      danger={step === "COMPLETE"}
      busy={move.isPending}
      onConfirm={() => move.mutate({ id: campaign.id, step })}
    >
      <div className="space-y-3">
        <p>{t(`campaigns.stepBody.${step}`)}</p>
        <FormRefusal kind={move.error ? refusalOrFault(move.error) : undefined} />
      </div>
    </ConfirmDialog>
  );
}

/** The administration's yes or no, once. */
export function CampaignDecision({ campaign }: { campaign: CampaignListed }) {
  const t = useTranslations("campaigns");
  const [asked, ask] = useState<Decision>();
  if (campaign.status !== "PENDING_APPROVAL") return null;
  return (
    <div className="flex gap-2">
      <Button onClick={() => ask("APPROVE")}>{t("approve")}</Button>
      <Button tone="danger" onClick={() => ask("REJECT")}>
        {t("reject")}
      </Button>
      {asked && <DecisionDialog campaign={campaign} decision={asked} onClose={() => ask(undefined)} />}
    </div>
  );
}

const SHORTEST_REASON = 3;

function DecisionDialog({ campaign, decision, onClose }: Asked & { decision: Decision }) {
  const t = useTranslations();
  const format = useFormat();
  const [reason, setReason] = useState("");
  const operationId = useOperationId(`${campaign.id} ${decision} ${reason}`);
  const onSuccess = useMoved(onClose);
  const decide = useMutation(
    useApi().ads.decideCampaign.mutationOptions({ trpc: { context: { operationId } }, onSuccess }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(`campaigns.decideTitle.${decision}`)}
      confirmLabel={decision === "APPROVE" ? t("campaigns.approve") : t("campaigns.reject")}
      cancelLabel={t("common.cancel")}
      danger={decision === "REJECT"}
      busy={decide.isPending}
      isBlocked={reason.trim().length < SHORTEST_REASON}
      onConfirm={() => decide.mutate({ id: campaign.id, decision, reason })}
    >
      <div className="space-y-4">
        <p>{t(`campaigns.decideBody.${decision}`, { price: format.money(campaign.pricePerView) })}</p>
        <Field label={t("campaigns.reason")} hint={t("campaigns.reasonHint")}>
          {(control) => (
            <Input {...control} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
        <FormRefusal kind={decide.error ? refusalOrFault(decide.error) : undefined} />
      </div>
    </ConfirmDialog>
  );
}
