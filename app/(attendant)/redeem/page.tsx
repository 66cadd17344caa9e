import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";

import { SignOutForm } from "@/app/sign-out-form";
import { PreferencesForm } from "@/components/layout/preferences-form";
import { type Viewer, homeOf } from "@/components/layout/viewer";
import { RedeemDesk } from "@/components/redemption/redeem-desk";
import type { Shift } from "@/components/redemption/shift";
import { ButtonLink } from "@/components/ui/button";
import { RefusedState } from "@/components/ui/states";
import { api, currentUser, viewer } from "@/server/api/rsc";
import { judge } from "@/server/auth/domain/policy";
import { asId, isUuid } from "@/server/kernel/id";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("attendant"))("title") };
}

type RedeemPageProps = { searchParams: Promise<{ station?: string | string[] }> };

/** Scanner, decision, result: the whole face is this one page. */
export default async function RedeemPage({ searchParams }: RedeemPageProps) {
  const who = await viewer();
  if (!who) redirect("/sign-in?next=/redeem");
  if (judge("redemption:create", who.role) !== "allowed") return <NotForYou who={who} />;
  const { station } = await searchParams;
  const here = await shiftAt(typeof station === "string" ? station : undefined);
  const user = await currentUser();
  if (!user) redirect("/sign-in?next=/redeem");
  const attendant = { id: user.id, isManager: user.role === "STATION_MANAGER" };
  return (
    <RedeemDesk shift={{ ...here, attendant }} preferences={<PreferencesForm />} exit={<SignOutForm size="xl" />} />
  );
}

/** The asked station where the person works there now, else the first of theirs. */
async function shiftAt(asked: string | undefined): Promise<Omit<Shift, "attendant">> {
  const calls = await api();
  const stationId = asked !== undefined && isUuid(asked) ? asId("station", asked) : undefined;
  const shift = await calls.redemptions.shift({ stationId });
  const here = shift.station ?? shift.stations[0];
  if (!here) return { ...shift, station: null };
  const current = shift.station ? shift : await calls.redemptions.shift({ stationId: here.id });
  const { pumps, timeZone } = await calls.stations.byId({ id: here.id });
  return { ...current, station: { ...here, pumps, timeZone } };
}

async function NotForYou({ who }: { who: Viewer }) {
  const t = await getTranslations();
  return (
    <div className="mx-auto w-full max-w-xl p-4">
      <RefusedState
        title={t("attendant.refusedTitle")}
        action={
          <ButtonLink href={homeOf[who.role]} size="lg">
            {t("attendant.goMyFace")}
          </ButtonLink>
        }
      >
        {t("attendant.refusedBody", { role: t(`role.${who.role}`) })}
      </RefusedState>
    </div>
  );
}
