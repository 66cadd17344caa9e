import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createLoader, parseAsStringLiteral, type SearchParams } from "nuqs/server";

import { FlagTable } from "@/components/admin/flag-table";
import { Refusal } from "@/components/layout/refusal";
import { attempt } from "@/components/providers/attempt";
import { Messages } from "@/components/providers/messages";
import { listParams } from "@/components/table/list-params";
import { PageHeader } from "@/components/ui/page-header";
import { StatusPill } from "@/components/ui/status-pill";
import { api } from "@/server/api/rsc";
import { judge } from "@/server/auth/domain/policy";
import { FRAUD_RULES } from "@/server/coupons/domain/fraud-rule";
import { asId, isUuid } from "@/server/kernel/id";

import { gate } from "../../gate";

const load = createLoader({
  ...listParams,
  state: parseAsStringLiteral(["OPEN", "REVIEWED"] as const),
  rule: parseAsStringLiteral(FRAUD_RULES),
});

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fraud"))("title") };
}

/** What the rules against fraud found; an admin reviews, an auditor reads. */
export default async function FraudPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { who, refused } = await gate("fraud:read");
  if (refused) return refused;
  const [t, calls] = await Promise.all([getTranslations("fraud"), api()]);
  const { state, rule, limit, cursor } = load(await searchParams);
  const listed = await attempt(
    calls.fraud.flags({
      ...(state !== null && { state }),
      ...(rule !== null && { rule }),
      ...(cursor !== null && isUuid(cursor) && { cursor: asId("row", cursor) }),
      limit,
    }),
  );
  if (!listed.ok) return <Refusal kind={listed.refusal} />;
  const { flags, open, nextCursor } = listed.value;
  return (
    <Messages only={["fraud", "common", "table", "refusal", "refusalTitle"]}>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        status={<StatusPill tone={open > 0 ? "warn" : "ok"}>{t("open", { count: open })}</StatusPill>}
      />
      <FlagTable flags={flags} nextCursor={nextCursor} mayReview={judge("fraud:review", who.role) === "allowed"} />
    </Messages>
  );
}
