import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";

import { Messages } from "@/components/providers/messages";
import { FreeEntry } from "@/components/raffles/free-entry";
import { OwnProof } from "@/components/raffles/own-proof";
import { StandingFacts } from "@/components/raffles/standing-facts";
import { TicketBlocks } from "@/components/raffles/ticket-blocks";
import { ButtonLink } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states";
import { api } from "@/server/api/rsc";
import { asId, isUuid } from "@/server/kernel/id";

import { requireCustomer } from "../require-customer";

type Calls = Awaited<ReturnType<typeof api>>["raffles"];
type Block = Awaited<ReturnType<Calls["blocks"]>>["blocks"][number];
type Standing = Awaited<ReturnType<Calls["standings"]>>["standings"][number];
type Props = { searchParams: Promise<{ raffle?: string | string[] }> };

const SHOWN = 100;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tickets"))("title") };
}

const viewOf = ({ receipt, generatedAt, ...block }: Block) => ({
  ...block,
  issuedAt: generatedAt,
  holderNonce: receipt.holderNonce,
  sourceNonce: receipt.sourceNonce,
  receipt: JSON.stringify(receipt, null, 2),
});

export default async function TicketsPage({ searchParams }: Props) {
  const { raffle } = await searchParams;
  const only = typeof raffle === "string" && isUuid(raffle) ? asId("raffle", raffle) : undefined;
  await requireCustomer();
  const [t, { raffles }] = await Promise.all([getTranslations(), api()]);
  const [{ blocks, nextCursor }, { standings }, { raffles: active }] = await Promise.all([
    raffles.blocks({ limit: SHOWN, raffleId: only }),
    raffles.standings(),
    raffles.active(),
  ]);
  const free = active.filter(({ status, freeEntry }) => status === "OPEN" && freeEntry);
  const shown = standings.filter(({ raffleId }) => only === undefined || raffleId === only);
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
      <Messages only={["tickets", "common", "raffle", "refusal", "refusalTitle"]}>
        {free.length > 0 && (
          <Section title={t("raffle.freeEntry.title")} className="mb-10">
            <p className="text-ink-muted max-w-prose">{t("raffle.freeEntry.body")}</p>
            <ul className="grid gap-3 lg:grid-cols-2">
              {free.map(({ id, name }) => (
                <li key={id}>
                  <Card className="space-y-2">
                    <h3 className="text-lg">{name}</h3>
                    <FreeEntry raffleId={id} />
                  </Card>
                </li>
              ))}
            </ul>
          </Section>
        )}
        <div className="grid gap-10 lg:grid-cols-2">
          {shown.map((standing) => (
            <RaffleNumbers
              key={standing.raffleId}
              standing={standing}
              blocks={blocks.filter(({ raffleId }) => raffleId === standing.raffleId)}
            />
          ))}
        </div>
      </Messages>
      {nextCursor !== null && <p className="text-ink-muted mt-6">{t("tickets.onlyNewest", { count: SHOWN })}</p>}
    </>
  );
}

/** My numbers in one raffle: odds, proof, and a strip for each block. */
async function RaffleNumbers({ standing, blocks }: { standing: Standing; blocks: readonly Block[] }) {
  const t = await getTranslations("tickets");
  return (
    <Section
      title={standing.raffleName}
      action={
        <Link href={`/raffles/${standing.raffleId}`} className="text-accent font-semibold underline underline-offset-2">
          {t("seeRaffle")}
        </Link>
      }
    >
      <StandingFacts standing={standing} />
      {blocks.length > 0 && <OwnProof raffleId={standing.raffleId} />}
      <TicketBlocks blocks={blocks.map(viewOf)} />
    </Section>
  );
}
