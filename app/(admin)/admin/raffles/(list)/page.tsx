import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createLoader, parseAsStringLiteral, type SearchParams } from "nuqs/server";

import { Refusal } from "@/components/layout/refusal";
import { attempt } from "@/components/providers/attempt";
import { RaffleTable } from "@/components/raffles/raffle-table";
import { listParams } from "@/components/table/list-params";
import { ButtonLink } from "@/components/ui/button";
import { Plus } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { api } from "@/server/api/rsc";
import { judge } from "@/server/auth/domain/policy";
import { asId, isUuid } from "@/server/kernel/id";
import { RAFFLE_STATUSES } from "@/server/raffles/domain/raffle-words";

import { gate } from "../../../gate";

const load = createLoader({ ...listParams, status: parseAsStringLiteral(RAFFLE_STATUSES) });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("adminRaffles") };
}

export default async function RafflesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { who, refused } = await gate("raffle:control");
  if (refused) return refused;
  const [t, calls] = await Promise.all([getTranslations(), api()]);
  const { status, limit, cursor } = load(await searchParams);
  const listed = await attempt(
    calls.raffles.all({
      ...(status && { status }),
      ...(cursor !== null && isUuid(cursor) && { cursor: asId("raffle", cursor) }),
      limit,
    }),
  );
  const mayManage = judge("raffle:manage", who.role) === "allowed";
  return (
    <>
      <PageHeader
        title={t("nav.adminRaffles")}
        action={
          mayManage && (
            <ButtonLink href="/admin/raffles/new">
              <Plus aria-hidden className="size-5" />
              {t("admin.newRaffle")}
            </ButtonLink>
          )
        }
      />
      {listed.ok ? <RaffleTable {...listed.value} now={new Date().toISOString()} /> : <Refusal kind={listed.refusal} />}
    </>
  );
}
