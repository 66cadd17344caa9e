import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";

import { PairForm } from "@/components/device/pair-form";
import { PinDesk } from "@/components/device/pin-desk";
import { attempt } from "@/components/providers/attempt";
import { EmptyState } from "@/components/ui/states";
import { api, currentUser } from "@/server/api/rsc";

import { pairAction, pinAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("device"))("title") };
}

/** The lock screen of a paired device; on any other, the place to pair it. */
export default async function DevicePage() {
  const [who, calls, t] = await Promise.all([currentUser(), api(), getTranslations("device")]);
  if (who?.stationDeviceId) redirect("/redeem");
  const found = await attempt(calls.devices.here());
  return (
    <div className="mx-auto flex w-full max-w-xl flex-1 flex-col gap-6 p-4">
      {found.ok ? (
        <>
          <header>
            <h1 className="text-3xl">{found.value.station.name}</h1>
            <p className="text-lg">{t("on", { name: found.value.name })}</p>
          </header>
          {found.value.people.length === 0 ? (
            <EmptyState title={t("nobodyTitle")}>{t("nobodyBody")}</EmptyState>
          ) : (
            <PinDesk people={found.value.people} action={pinAction} />
          )}
        </>
      ) : (
        <>
          <h1 className="text-3xl">{t("pairTitle")}</h1>
          <p className="text-lg">{t("pairLead")}</p>
          <PairForm action={pairAction} />
        </>
      )}
    </div>
  );
}
