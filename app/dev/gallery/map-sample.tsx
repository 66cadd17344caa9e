"use client";

import { StationMap } from "@/components/map/station-map";
import { Section } from "@/components/ui/card";

const view = {
  center: { latitude: 19.4326, longitude: -99.1332 },
  marksCenter: true,
  rings: [
    { metres: 2000, label: "2 km" },
    { metres: 5000, label: "5 km" },
  ],
  stations: [
    { id: "a", name: "Centro", label: "$23.99", isNetwork: true, latitude: 19.436, longitude: -99.14 },
    { id: "b", name: "Roma", label: "$24.10", isNetwork: false, latitude: 19.417, longitude: -99.16 },
    { id: "c", name: "Doctores", label: "$23.85", isNetwork: true, latitude: 19.42, longitude: -99.147 },
  ],
} as const;

/** The map with three sample stations. */
export function MapSample() {
  return (
    <Section title="Map">
      <StationMap
        view={view}
        words={{
          label: "Mapa",
          unavailable: "Sin mapa",
          zoomIn: "Acercar",
          zoomOut: "Alejar",
          credit: "Natural Earth, INEGI",
        }}
      />
    </Section>
  );
}
