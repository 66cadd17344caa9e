import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";

import { ReceiptTools } from "@/components/coupons/receipt-tools";
import { RedemptionProof } from "@/components/coupons/redemption-proof";
import { StationReview } from "@/components/coupons/station-review";
import { attempt } from "@/components/providers/attempt";
import { SignedLink } from "@/components/receipts/signed-link";
import { PageHeader } from "@/components/ui/page-header";
import { api } from "@/server/api/rsc";
import { asId, isUuid } from "@/server/kernel/id";

import { requireCustomer } from "../../../../require-customer";

type Props = { params: Promise<{ id: string; redemptionId: string }> };

const MOST_RAFFLES = 100;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("coupon"))("redemptionReceipt") };
}

/** The numbers of one redemption, raffle by raffle; void ones take no part any more. */
async function earnedBy(redemptionId: string) {
  const calls = await api();
  const [{ blocks }, { raffles: active }, { raffles: published }] = await Promise.all([
    calls.raffles.blocks({ redemptionId: asId("redemption", redemptionId), limit: MOST_RAFFLES }),
    calls.raffles.active(),
    calls.raffles.published({ limit: MOST_RAFFLES }),
  ]);
  const names = new Map([...published, ...active].map(({ id, name }) => [id, name]));
  return blocks
    .filter(({ isVoid }) => !isVoid)
    .map(({ raffleId, count }) => ({ id: raffleId, name: names.get(raffleId) ?? "", count }));
}

export default async function RedemptionReceiptPage({ params }: Props) {
  const { id, redemptionId } = await params;
  if (!isUuid(id) || !isUuid(redemptionId)) notFound();
  await requireCustomer();
  const [t, calls] = await Promise.all([getTranslations("coupon"), api()]);
  const key = { id: asId("coupon", id), redemptionId: asId("redemption", redemptionId) };
  const found = await attempt(calls.coupons.redemption(key));
  if (!found.ok) notFound();
  const redemption = found.value;
  const [{ receipt }, { review }] = await Promise.all([
    calls.receipts.ofRedemption({ id: key.redemptionId }),
    calls.stations.ownReview({ redemptionId: key.redemptionId }),
  ]);
  return (
    <div className="prints-alone mx-auto max-w-md space-y-6">
      <PageHeader back={{ href: `/coupons/${id}`, label: t("codeLabel") }} title={t("redemptionReceipt")} />
      <RedemptionProof redemption={redemption} raffles={await earnedBy(redemptionId)} />
      <div className="print:hidden">
        <SignedLink receipt={receipt} />
      </div>
      <ReceiptTools />
      {review && <p className="print:hidden">{t("review.said", { stars: review.stars })}</p>}
      {!review && redemption.voidedAt === null && (
        <StationReview stationId={redemption.stationId} redemptionId={key.redemptionId} />
      )}
    </div>
  );
}
