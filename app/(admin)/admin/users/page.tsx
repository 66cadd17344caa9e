import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createLoader, parseAsString, parseAsStringLiteral, type SearchParams } from "nuqs/server";

import { UserTable } from "@/components/admin/user-table";
import { Refusal } from "@/components/layout/refusal";
import { attempt } from "@/components/providers/attempt";
import { listParams } from "@/components/table/list-params";
import { PageHeader } from "@/components/ui/page-header";
import { api, currentUser } from "@/server/api/rsc";
import { ROLES } from "@/server/auth/domain/role";
import { asId, isUuid } from "@/server/kernel/id";

import { gate } from "../../gate";

const load = createLoader({ ...listParams, q: parseAsString, role: parseAsStringLiteral(ROLES) });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("adminUsers") };
}

export default async function UsersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { refused } = await gate("user:read");
  if (refused) return refused;
  const [t, calls, user] = await Promise.all([getTranslations(), api(), currentUser()]);
  const { q, role, limit, cursor } = load(await searchParams);
  const listed = await attempt(
    calls.auth.users({
      ...(q !== null && { q }),
      ...(role && { role }),
      ...(cursor !== null && isUuid(cursor) && { cursor: asId("user", cursor) }),
      limit,
    }),
  );
  return (
    <>
      <PageHeader title={t("nav.adminUsers")} />
      {listed.ok ? (
        <UserTable {...listed.value} changedBy={user?.role === "ADMIN" ? user.id : undefined} />
      ) : (
        <Refusal kind={listed.refusal} />
      )}
    </>
  );
}
