import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";

import { SignOutForm } from "@/app/sign-out-form";
import { AutoLock, LockForm } from "@/components/device/lock-form";
import { PreferencesForm } from "@/components/layout/preferences-form";
import { type Viewer, homeOf } from "@/components/layout/viewer";
import { attempt } from "@/components/providers/attempt";
import { RedeemDesk } from "@/components/redemption/redeem-desk";
import type { Shift } from "@/components/redemption/shift";
import { ButtonLink } from "@/components/ui/button";
import { RefusedState } from "@/components/ui/states";
import { api, currentUser, viewer } from "@/server/api/rsc";
import { judge } from "@/server/auth/domain/policy";
import { signOutPage } from "@/server/auth/next-auth";
import { asId, isUuid } from "@/server/kernel/id";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("attendant"))("title") };
}

type RedeemPageProps = { searchParams: Promise<{ station?: string | string[] }> };

/** Scanner, decision, result: the whole face is this one page. */
export default async function RedeemPage({ searchParams }: RedeemPageProps) {
  const who = await viewer();
  if (!who) redirect(await wayIn());
  if (judge("redemption:create", who.role) !== "allowed") return <NotForYou who={who} />;
  const { station } = await searchParams;
  const user = await currentUser();
  if (!user) redirect(await wayIn());
  const isShared = user.stationDeviceId !== undefined;
  const asked = typeof station === "string" ? station : undefined;
  const here = await shiftAt(isShared ? (await (await api()).devices.here()).station.id : asked);
  const attendant = { id: user.id, isManager: user.role === "STATION_MANAGER", isShared };
  return (
    <>
      {isShared && <AutoLock action={lock} />}
      <RedeemDesk
        shift={{ ...here, attendant }}
        preferences={<PreferencesForm />}
        exit={isShared ? <LockForm action={lock} /> : <SignOutForm size="xl" />}
      />
    </>
  );
}

/** On a paired device nobody types a password. */
async function wayIn(): Promise<string> {
  const here = await attempt((await api()).devices.here());
  return here.ok ? "/device" : "/sign-in?next=/redeem";
}

async function lock(): Promise<void> {
  "use server";
  await signOutPage("/device");
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
