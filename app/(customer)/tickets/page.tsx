import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";

import { getFormat } from "@/components/format/get-format";
import { TicketBlocks } from "@/components/raffles/ticket-blocks";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states";
import { api } from "@/server/api/rsc";

import { requireCustomer } from "../require-customer";

type Block = Awaited<ReturnType<Awaited<ReturnType<typeof api>>["raffles"]["blocks"]>>["blocks"][number];
type Props = { searchParams: Promise<{ raffle?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tickets"))("title") };
}

/** Blocks arrive newest first over all raffles; a void block's numbers take no part any more. */
function byRaffle(blocks: readonly Block[]) {
  const groups = new Map<Block["raffleId"], Block[]>();
  for (const block of blocks) groups.set(block.raffleId, [...(groups.get(block.raffleId) ?? []), block]);
  return [...groups].map(([raffleId, own]) => ({
    raffleId,
    total: own.reduce((sum, block) => sum + (block.isVoid ? 0 : block.count), 0),
    blocks: own.map(({ receipt, generatedAt, ...block }) => ({
      ...block,
      issuedAt: generatedAt,
      holderNonce: receipt.holderNonce,
      sourceNonce: receipt.sourceNonce,
      receipt: JSON.stringify(receipt, null, 2),
    })),
  }));
}

export default async function TicketsPage({ searchParams }: Props) {
  const { raffle: only } = await searchParams;
  await requireCustomer();
  const [t, format, calls] = await Promise.all([getTranslations(), getFormat(), api()]);
  const [{ blocks }, { raffles: active }, { raffles: published }] = await Promise.all([
    calls.raffles.blocks({ limit: 100 }),
    calls.raffles.active(),
    calls.raffles.published({ limit: 100 }),
  ]);
  const names = new Map([...published, ...active].map((raffle) => [raffle.id, raffle.name]));
  const shown = byRaffle(blocks).filter((raffle) => typeof only !== "string" || raffle.raffleId === only);
  return (
    <>
      <PageHeader
        title={t("tickets.title")}
        lead={t("tickets.lead")}
        action={
          <ButtonLink href="/prizes" tone="secondary">
            {t("tickets.prizes")}
          </ButtonLink>
        }
      />
      {shown.length === 0 && (
        <EmptyState title={t("tickets.emptyTitle")} action={<ButtonLink href="/buy">{t("coupons.buy")}</ButtonLink>}>
          {t("tickets.emptyBody")}
        </EmptyState>
      )}
      <div className="grid gap-10 lg:grid-cols-2">
        {shown.map((raffle) => (
          <Section
            key={raffle.raffleId}
            title={names.get(raffle.raffleId) ?? t("tickets.title")}
            action={
              <Link
                href={`/raffles/${raffle.raffleId}`}
                className="text-accent font-semibold underline underline-offset-2"
              >
                {t("tickets.seeRaffle")}
              </Link>
            }
          >
            <p className="flex items-baseline gap-3">
              <span className="figure text-5xl">{format.count(raffle.total)}</span>
              <span className="text-ink-muted">{t("tickets.total")}</span>
            </p>
            <TicketBlocks blocks={raffle.blocks} />
          </Section>
        ))}
      </div>
    </>
  );
}
