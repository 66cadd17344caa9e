"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { useOperationId } from "@/components/form/use-operation-id";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button } from "@/components/ui/button";
import { RadioCard, RadioCards } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { toast } from "@/components/ui/toast-store";
import type { Id } from "@/server/kernel/id";

const STARS = [1, 2, 3, 4, 5] as const;

type StationReviewProps = { stationId: Id<"station">; redemptionId: Id<"redemption"> };

/** How it was at the station, said once for each redemption there. */
export function StationReview({ stationId, redemptionId }: StationReviewProps) {
  const t = useTranslations("coupon.review");
  const api = useApi();
  const router = useRouter();
  const [stars, setStars] = useState<number>();
  const [body, setBody] = useState("");
  const operationId = useOperationId(`${redemptionId} ${String(stars)} ${body}`);
  const review = useMutation(
    api.stations.review.mutationOptions({
      trpc: { context: { operationId } },
      onSuccess: () => {
        toast(t("saved"));
        router.refresh();
      },
    }),
  );
  const send = (event: FormEvent) => {
    event.preventDefault();
    const said = body.trim();
    if (stars !== undefined) review.mutate({ id: stationId, redemptionId, stars, body: said === "" ? null : said });
  };
  return (
    <form onSubmit={send} className="space-y-4 print:hidden">
      <RadioCards legend={t("title")} className="grid-cols-5">
        {STARS.map((one) => (
          <RadioCard
            key={one}
            name="stars"
            value={one}
            checked={stars === one}
            onChange={() => setStars(one)}
            label={t("stars", { count: one })}
          />
        ))}
      </RadioCards>
      <Field label={t("body")} hint={t("bodyHint")}>
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={1_000}
            value={body}
            onChange={(event) => setBody(event.target.value)}
          />
        )}
      </Field>
      <FormRefusal kind={review.error ? refusalOrFault(review.error) : undefined} />
      <Button type="submit" busy={review.isPending} disabled={stars === undefined}>
        {t("send")}
      </Button>
    </form>
  );
}
