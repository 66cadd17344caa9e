import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { cache } from "react";

import { getFormat } from "@/components/format/get-format";
import { StationMap } from "@/components/map/station-map";
import { attempt } from "@/components/providers/attempt";
import { FuelTotem } from "@/components/stations/fuel-totem";
import { PriceChart } from "@/components/stations/price-chart";
import { ReviewList } from "@/components/stations/review-list";
import { StationFacts } from "@/components/stations/station-facts";
import { isStale } from "@/components/stations/station-view";
import { ButtonLink, buttonLook } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Navigation } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Badge, StatusPill } from "@/components/ui/status-pill";
import { api } from "@/server/api/rsc";
import { asId, type Id, isUuid } from "@/server/kernel/id";

type Props = { params: Promise<{ id: string }> };

const load = cache(async (id: string) => {
  if (!isUuid(id)) notFound();
  const calls = await api();
  const found = await attempt(calls.stations.byId({ id: asId("station", id) }));
  if (!found.ok) notFound();
  return found.value;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).id)).name };
}

const DAY_MS = 86_400_000;
const SHOWN_DAYS = 180;

/** How its prices went and what customers said. */
async function past(id: Id<"station">, from: Date) {
  const calls = await api();
  const [{ prices }, { reviews }] = await Promise.all([
    calls.stations.prices({ id, from: from.toISOString(), limit: 100 }),
    calls.stations.reviews({ id, limit: 5 }),
  ]);
  return { prices, reviews };
}

export default async function StationPage({ params }: Props) {
  const [station, t, format] = await Promise.all([params.then(({ id }) => load(id)), getTranslations(), getFormat()]);
  const now = new Date();
  const since = new Date(now.getTime() - SHOWN_DAYS * DAY_MS);
  const { prices, reviews } = await past(station.id, since);
  const words = {
    label: t("map.label"),
    unavailable: t("map.unavailable"),
    zoomIn: t("map.zoomIn"),
    zoomOut: t("map.zoomOut"),
    credit: t("map.credit"),
  };
  const place = { latitude: station.latitude, longitude: station.longitude };
  const pin = { ...place, id: station.id, name: station.name, label: station.name, isNetwork: station.acceptsCoupons };
  return (
    <>
      <PageHeader
        back={{ href: "/stations", label: t("stations.title") }}
        title={station.name}
        lead={station.address ?? undefined}
        status={
          station.acceptsCoupons ? (
            <StatusPill tone="ok">{t("stations.network")}</StatusPill>
          ) : (
            <Badge>{t(`stationStatus.${station.status}`)}</Badge>
          )
        }
      />
      <div className="grid gap-8 lg:grid-cols-2">
        <Section title={t("stations.prices")}>
          <FuelTotem prices={station.fuelPrices} />
          {station.pricesUpdatedAt && (
            <p className="text-ink-muted text-sm">
              {t("stations.updated", { age: format.age(station.pricesUpdatedAt, now) })}.{" "}
              {station.source === "REGULATOR"
                ? t("stations.sourceRegulator", { date: format.date(station.pricesUpdatedAt, station.timeZone) })
                : t("stations.source")}
            </p>
          )}
          {isStale(station, now) && <Notice tone="warn">{t("stations.stale")}</Notice>}
          {station.acceptsCoupons ? (
            <ButtonLink href={`/buy?station=${station.id}`} size="lg">
              {t("stations.buyHere")}
            </ButtonLink>
          ) : (
            <Notice>{t("stations.notNetwork")}</Notice>
          )}
          <StationFacts station={station} now={now} />
        </Section>
        <Section title={t("stations.place")}>
          <StationMap
            view={{ center: place, marksCenter: false, rings: [{ metres: 1000, label: "1 km" }], stations: [pin] }}
            words={words}
          />
          <a className={buttonLook({ tone: "secondary" })} href={`geo:${station.latitude},${station.longitude}`}>
            <Navigation aria-hidden className="size-5" />
            {t("stations.navigate")}
          </a>
        </Section>
        <Section title={t("stations.history")}>
          <PriceChart history={prices} from={since} to={now} timeZone={station.timeZone} />
        </Section>
        <Section title={t("stations.reviews")}>
          <ReviewList reviews={reviews} timeZone={station.timeZone} />
        </Section>
      </div>
    </>
  );
}
