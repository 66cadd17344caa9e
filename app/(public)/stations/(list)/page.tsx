import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { Refusal } from "@/components/layout/refusal";
import { StationMap } from "@/components/map/station-map";
import { attempt } from "@/components/providers/attempt";
import { mapViewOf } from "@/components/stations/map-view";
import { NearbyButton } from "@/components/stations/nearby-button";
import {
  loadStationParams,
  placeOf,
  radiusOf,
  stationHref,
  type StationSearch,
} from "@/components/stations/search-params";
import { StationFilters } from "@/components/stations/station-filters";
import { StationRow } from "@/components/stations/station-row";
import { PageHeader } from "@/components/ui/page-header";
import { EmptyState } from "@/components/ui/states";
import { api } from "@/server/api/rsc";

const SHOWN = 50;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("stations"))("title") };
}

/** By name when something was typed, else by place; both answer the same rows. */
async function find(search: StationSearch) {
  const calls = await api();
  const { latitude, longitude } = placeOf(search);
  const common = { latitude, longitude, limit: SHOWN, ...(search.network && { accepts: true }) };
  const q = search.q.trim();
  if (q.length >= 2) return calls.stations.search({ ...common, q });
  return calls.stations.nearby({
    ...common,
    radius: radiusOf(search.radius),
    sort: search.sort,
    ...(search.fuel && { fuelType: search.fuel }),
    ...(search.open && { openNow: true }),
  });
}

export default async function StationsPage({ searchParams }: Props) {
  const search = await loadStationParams(searchParams);
  const [t, found] = await Promise.all([getTranslations(), attempt(find(search))]);
  const place = placeOf(search);
  const now = new Date();
  const q = search.q.trim();
  const around =
    q.length >= 2
      ? t("stations.forQuery", { q })
      : place.isDefault
        ? t("stations.aroundDefault")
        : t("stations.aroundYou");
  return (
    <>
      <PageHeader
        title={t("stations.title")}
        lead={t("stations.lead")}
        action={
          <NearbyButton
            href={stationHref(search)}
            words={{ ask: t("stations.useMyPlace"), refused: t("stations.placeRefused") }}
          />
        }
      />
      <div className="mb-6">
        <StationFilters search={search} />
      </div>
      {found.ok ? (
        <div className="grid gap-6 lg:grid-cols-2">
          <div className="lg:sticky lg:top-6 lg:order-last lg:self-start">
            <StationMap
              view={mapViewOf({ stations: found.value.stations, search })}
              words={{
                label: t("map.label"),
                unavailable: t("map.unavailable"),
                zoomIn: t("map.zoomIn"),
                zoomOut: t("map.zoomOut"),
                credit: t("map.credit"),
              }}
            />
          </div>
          <section className="space-y-3">
            <h2 className="sr-only">{t("stations.list")}</h2>
            <p className="text-ink-muted">
              <strong className="text-ink">{t("stations.found", { count: found.value.stations.length })}</strong> ·{" "}
              {around}
            </p>
            {found.value.stations.map((station) => (
              <StationRow key={station.id} station={station} now={now} />
            ))}
            <p className="text-ink-muted text-sm">{t("stations.sourceList")}</p>
            {found.value.stations.length === 0 && (
              <EmptyState title={t("stations.emptyTitle")}>{t("stations.emptyBody")}</EmptyState>
            )}
          </section>
        </div>
      ) : (
        <Refusal kind={found.refusal} />
      )}
    </>
  );
}
