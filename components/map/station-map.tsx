"use client";

import type { Map as MapLibreMap } from "maplibre-gl";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";

import { IconButton } from "../ui/icon-button";
import { Minus, Plus } from "../ui/icons";
import type { MapView } from "./draw-map";

type StationMapProps = {
  view: MapView;
  words: { label: string; unavailable: string; zoomIn: string; zoomOut: string; credit: string };
};

/** The map beside the list. Loads its drawing code only when it is shown. */
export function StationMap({ view, words }: StationMapProps) {
  const host = useRef<HTMLDivElement>(null);
  const map = useRef<MapLibreMap>(undefined);
  const latest = useRef(view);
  const router = useRouter();
  const [isUnavailable, setUnavailable] = useState(false);

  useEffect(() => {
    let isGone = false;
    const start = async () => {
      if (!host.current) return;
      const { drawMap } = await import("./draw-map");
      if (isGone || !host.current) return;
      const drawn = await drawMap(host.current, latest.current, (id) => router.push(`/stations/${id}`));
      if (isGone) drawn.remove();
      else map.current = drawn;
    };
    start().catch(() => setUnavailable(true));
    return () => {
      isGone = true;
      map.current?.remove();
      map.current = undefined;
    };
  }, [router]);

  useEffect(() => {
    latest.current = view;
    const drawn = map.current;
    if (drawn) void import("./draw-map").then(({ showView }) => showView(drawn, view));
  }, [view]);

  if (isUnavailable)
    return (
      <p className="rounded-box border-line-strong text-ink-muted border border-dashed p-4">{words.unavailable}</p>
    );
  return (
    <div
      role="region"
      aria-label={words.label}
      className="rounded-box border-line-strong bg-surface-sunken relative h-72 overflow-hidden border md:h-128"
    >
      <div ref={host} className="size-full" />
      <div className="rounded-box border-line-strong bg-surface-raised absolute top-2 right-2 flex flex-col border">
        <IconButton
          label={words.zoomIn}
          icon={<Plus aria-hidden />}
          onClick={() => map.current?.zoomIn({ duration: 150 })}
        />
        <IconButton
          label={words.zoomOut}
          icon={<Minus aria-hidden />}
          onClick={() => map.current?.zoomOut({ duration: 150 })}
        />
      </div>
      <p className="text-ink-muted absolute bottom-1 left-2 text-xs">{words.credit}</p>
    </div>
  );
}
