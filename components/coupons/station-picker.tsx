"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";

import { useApi } from "@/components/providers/api-provider";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Fuel } from "@/server/kernel/fuel";

export type PickedStation = {
  readonly id: string;
  readonly name: string;
  readonly fuelPrices: Readonly<Record<Fuel, string | null>>;
};

const LEAST_LETTERS = 2;
const SHOWN = 5;

/** Finds a station of the network by its name, brand or street. */
export function StationPicker({ onPick }: { onPick: (station: PickedStation) => void }) {
  const t = useTranslations("buy");
  const api = useApi();
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const isAsking = q.length >= LEAST_LETTERS;
  const found = useQuery(
    api.stations.search.queryOptions(
      { q, accepts: true, limit: SHOWN },
      { enabled: isAsking, placeholderData: keepPreviousData },
    ),
  );
  const stations = isAsking ? (found.data?.stations ?? []) : [];
  return (
    <div className="space-y-2">
      <Field label={t("pickLabel")} hint={t("pickHint")}>
        {(control) => (
          <Input
            {...control}
            type="search"
            autoComplete="off"
            maxLength={60}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <div role="status">
        {isAsking && found.data && stations.length === 0 && <p className="text-ink-muted">{t("pickNone")}</p>}
      </div>
      {stations.length > 0 && (
        <ul className="divide-line rounded-box border-line divide-y border">
          {stations.map((station) => (
            <li key={station.id}>
              <button
                type="button"
                onClick={() => {
                  onPick(station);
                  setTyped("");
                }}
                className="hover:bg-surface-sunken flex min-h-12 w-full flex-col items-start px-3 py-2 text-left"
              >
                <span className="font-semibold">{station.name}</span>
                <span className="text-ink-muted text-sm">{station.address}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
