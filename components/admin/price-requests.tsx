"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { useOperationId } from "@/components/form/use-operation-id";
import { useFormat } from "@/components/format/use-format";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { toneOf } from "@/components/stations/fuel-totem";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { FuelTag } from "@/components/ui/price-totem";
import { toast } from "@/components/ui/toast-store";

import type { PriceRequestView } from "./admin-views";
import { priceStep } from "./price-step";

type Decision = "APPROVED" | "REJECTED";

/** Prices that wait because they are far from what holds; whoever asked cannot approve. */
export function PriceRequests({ requests, mayDecide }: { requests: readonly PriceRequestView[]; mayDecide: boolean }) {
  const t = useTranslations("admin");
  if (requests.length === 0) return null;
  return (
    <Section title={t("priceRequests", { count: requests.length })} className="mb-8">
      <ul className="grid gap-3 lg:grid-cols-2">
        {requests.map((request) => (
          <li key={request.id}>
            <RequestCard request={request} mayDecide={mayDecide} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function RequestCard({ request, mayDecide }: { request: PriceRequestView; mayDecide: boolean }) {
  const t = useTranslations();
  const format = useFormat();
  const [asked, setAsked] = useState<Decision>();
  const step = priceStep(request.price, request.currentPrice);
  return (
    <Card className="space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="font-semibold">{request.stationName}</p>
        <FuelTag tone={toneOf[request.fuelType]}>{t(`fuel.${request.fuelType}`)}</FuelTag>
      </div>
      <p className="figure text-3xl">
        {format.money(request.currentPrice)} → {format.money(request.price)}
        {"percent" in step && <span className="text-warn ml-2 text-lg">{step.percent} %</span>}
      </p>
      <p className="text-ink-muted text-sm">
        {t("admin.askedAt", { when: format.dateTime(request.requestedAt) })}
        {request.effectiveFrom && ` · ${t("admin.from", { when: format.dateTime(request.effectiveFrom) })}`}
      </p>
      {mayDecide && (
        <div className="flex gap-2">
          <Button size="sm" onClick={() => setAsked("APPROVED")}>
            {t("admin.approve")}
          </Button>
          <Button size="sm" tone="secondary" onClick={() => setAsked("REJECTED")}>
            {t("admin.reject")}
          </Button>
        </div>
      )}
      <DecisionDialog request={request} asked={asked} onClose={() => setAsked(undefined)} />
    </Card>
  );
}

type DecisionDialogProps = { request: PriceRequestView; asked: Decision | undefined; onClose: () => void };

function DecisionDialog({ request, asked, onClose }: DecisionDialogProps) {
  const t = useTranslations();
  const format = useFormat();
  const api = useApi();
  const router = useRouter();
  const operationId = useOperationId(`${request.id} ${String(asked)}`);
  const decide = useMutation(
    api.stations.decidePrice.mutationOptions({
      trpc: { context: { operationId } },
      onSuccess: ({ state }) => {
        onClose();
        toast(t(`admin.decided.${state}`));
        router.refresh();
      },
    }),
  );
  const isApproval = asked === "APPROVED";
  const words = { station: request.stationName, price: format.price(request.price) };
  return (
    <ConfirmDialog
      open={asked !== undefined}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={isApproval ? t("admin.approveTitle") : t("admin.rejectTitle")}
      confirmLabel={isApproval ? t("admin.approve") : t("admin.reject")}
      cancelLabel={t("common.cancel")}
      danger={!isApproval}
      busy={decide.isPending}
      onConfirm={() => asked && decide.mutate({ id: request.id, decision: asked })}
    >
      <div className="space-y-3">
        <p>{isApproval ? t("admin.approveBody", words) : t("admin.rejectBody", words)}</p>
        <p className="text-sm">{t("admin.logged")}</p>
        <FormRefusal kind={decide.error ? refusalOrFault(decide.error) : undefined} />
      </div>
    </ConfirmDialog>
  );
}
