"use client";

import { useEffect, useState } from "react";

import type { Place } from "@/server/kernel/geo";

/** A place older than this says nothing about where the pump is. */
const FRESH_MS = 60_000;

/** Where this device is, while the attendant shares it; undefined where it cannot say. Never kept. */
export function usePlace(isShared: boolean): Place | undefined {
  const [place, setPlace] = useState<Place>();
  useEffect(() => {
    if (!isShared || !("geolocation" in navigator)) return;
    const watch = navigator.geolocation.watchPosition(
      ({ coords: { latitude, longitude } }) => setPlace({ latitude, longitude }),
      () => setPlace(undefined),
      { enableHighAccuracy: false, maximumAge: FRESH_MS },
    );
    return () => {
      navigator.geolocation.clearWatch(watch);
      setPlace(undefined);
    };
  }, [isShared]);
  return place;
}
