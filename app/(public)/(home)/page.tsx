import { getTranslations } from "next-intl/server";
import Link from "next/link";

import { HowItWorks } from "@/components/layout/how-it-works";
import { OpenRaffles } from "@/components/raffles/open-raffles";
import { CheapestTotem } from "@/components/stations/cheapest-totem";
import { DEFAULT_PLACE } from "@/components/stations/search-params";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { ShieldCheck } from "@/components/ui/icons";
import { api, viewer } from "@/server/api/rsc";

const NEAR_KM = 10;
const SHOWN = 20;

export default async function HomePage() {
  const [t, calls, who] = await Promise.all([getTranslations(), api(), viewer()]);
  const [{ stations }, { raffles }] = await Promise.all([
    calls.stations.nearby({ ...DEFAULT_PLACE, radius: NEAR_KM, limit: SHOWN, fuelType: "REGULAR", sort: "price" }),
    calls.raffles.active(),
  ]);
  return (
    <div className="space-y-14">
      <div className="grid items-center gap-8 lg:grid-cols-[3fr_2fr]">
        <div className="space-y-5">
          <h1 className="text-4xl sm:text-5xl lg:text-6xl">{t("home.title")}</h1>
          <p className="text-ink-muted max-w-prose text-lg">{t("home.lead")}</p>
          <div className="flex flex-wrap gap-3">
            {who ? (
              <ButtonLink href="/wallet" size="lg">
                {t("home.wallet")}
              </ButtonLink>
            ) : (
              <ButtonLink href="/sign-up" size="lg">
                {t("home.start")}
              </ButtonLink>
            )}
            <ButtonLink href="/stations" size="lg" tone="secondary">
              {t("home.seeStations")}
            </ButtonLink>
          </div>
        </div>
        <CheapestTotem stations={stations} now={new Date()} />
      </div>
      <HowItWorks />
      <Section
        title={t("home.openRaffles")}
        action={
          <Link href="/raffles" className="text-accent font-semibold underline underline-offset-2">
            {t("home.allRaffles")}
          </Link>
        }
      >
        <OpenRaffles raffles={raffles} />
      </Section>
      <Section title={t("home.trust")}>
        <ol className="grid gap-6 md:grid-cols-3">
          {(["trust1", "trust2", "trust3"] as const).map((key) => (
            <li key={key} className="flex gap-3">
              <ShieldCheck aria-hidden className="text-accent mt-0.5 size-6 shrink-0" />
              <p>{t(`home.${key}`)}</p>
            </li>
          ))}
        </ol>
        <ButtonLink href="/fairness" tone="secondary">
          {t("home.readProof")}
        </ButtonLink>
      </Section>
    </div>
  );
}
