import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";

import { getFormat } from "@/components/format/get-format";
import { Messages } from "@/components/providers/messages";
import { PrizeClaim } from "@/components/raffles/prize-claim";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states";
import { StatusPill } from "@/components/ui/status-pill";
import { api } from "@/server/api/rsc";

import { requireCustomer } from "../require-customer";

type PrizeView = Awaited<ReturnType<Awaited<ReturnType<typeof api>>["prizes"]["mine"]>>["prizes"][number];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("prizes"))("title") };
}

async function PrizeCard({ prize }: { prize: PrizeView }) {
  const [t, format] = await Promise.all([getTranslations("prizes"), getFormat()]);
  const isOpen = prize.status === "UNCLAIMED";
  return (
    <Card className="space-y-3">
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h2 className="text-xl">{prize.prize}</h2>
        <StatusPill tone={isOpen ? "warn" : prize.status === "VACATED" ? "danger" : "ok"}>
          {t(`status.${prize.status}`)}
        </StatusPill>
      </div>
      <p className="text-ink-muted">
        <Link href={`/raffles/${prize.raffleId}`} className="text-accent font-semibold underline underline-offset-2">
          {prize.raffleName}
        </Link>
        {" · "}
        {t("number", { number: format.count(prize.ticketNumber) })}
        {" · "}
        {format.money(prize.declaredValue)}
      </p>
      {isOpen && prize.claimDeadline && <p>{t("before", { when: format.dateTime(prize.claimDeadline) })}</p>}
      {isOpen && prize.needsIdentity && <Notice>{t("identity")}</Notice>}
      {isOpen && <PrizeClaim id={prize.id} isFuel={prize.type === "FUEL_CREDIT"} />}
      {prize.couponIds.map((id) => (
        <ButtonLink key={id} href={`/coupons/${id}`} tone="secondary" size="sm">
          {t("seeCoupon")}
        </ButtonLink>
      ))}
    </Card>
  );
}

/** What a person won, with the way to claim each. */
export default async function PrizesPage() {
  await requireCustomer();
  const [t, calls] = await Promise.all([getTranslations("prizes"), api()]);
  const { prizes } = await calls.prizes.mine();
  return (
    <Messages only={["common", "fuel", "refusal", "refusalTitle", "prizes"]}>
      <PageHeader back={{ href: "/tickets", label: t("toTickets") }} title={t("title")} lead={t("lead")} />
      {prizes.length === 0 && (
        <EmptyState title={t("emptyTitle")} action={<ButtonLink href="/raffles">{t("toRaffles")}</ButtonLink>}>
          {t("emptyBody")}
        </EmptyState>
      )}
      <div className="grid gap-6 lg:grid-cols-2">
        {prizes.map((prize) => (
          <PrizeCard key={prize.id} prize={prize} />
        ))}
      </div>
    </Messages>
  );
}
