import type { Tone } from "@/components/ui/status-pill";
import type { StationStatus } from "@/server/stations/domain/station";

export const toneOfStation: Record<StationStatus, Tone> = { ACTIVE: "ok", SUSPENDED: "warn", CLOSED: "neutral" };
