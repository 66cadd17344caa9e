import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound, redirect } from "next/navigation";

import { attempt } from "@/components/providers/attempt";
import { ShiftEnd } from "@/components/redemption/shift-end";
import { ShiftReport } from "@/components/redemption/shift-report";
import { api, currentUser } from "@/server/api/rsc";
import { asId, isUuid } from "@/server/kernel/id";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("attendant"))("shiftReport") };
}

type ShiftPageProps = { params: Promise<{ id: string }> };

/** What the shift came to, and its end. A closed one stays as it is, to look at and to print. */
export default async function ShiftPage({ params }: ShiftPageProps) {
  const { id } = await params;
  if (!isUuid(id)) notFound();
  const who = await currentUser();
  if (!who) redirect(`/sign-in?next=/shifts/${id}`);
  const calls = await api();
  const found = await attempt(calls.shifts.byId({ id: asId("shift", id) }));
  if (!found.ok) notFound();
  const shift = found.value;
  const t = await getTranslations("attendant");
  const current = shift.closedAt === null ? await calls.redemptions.shift({ stationId: shift.station.id }) : undefined;
  return (
    <div className="mx-auto flex w-full max-w-xl flex-1 flex-col justify-between gap-6 p-4">
      <div className="space-y-4">
        <h1 className="text-3xl">{t("shiftReport")}</h1>
        <ShiftReport shift={shift} />
      </div>
      <ShiftEnd shiftId={id} attendantId={who.id} isOpen={current?.shift?.id === id} />
    </div>
  );
}
