import type { StationDevice } from "@/server/auth/domain/station-device";
import type { Id } from "@/server/kernel/id";

export type NewStationDevice = Pick<StationDevice, "id" | "stationId" | "name" | "pairingExpiresAt"> & {
  readonly pairingHash: string;
  readonly offeredBy: Id<"user">;
  readonly at: Date;
};

export type StationDeviceStore = {
  add(device: NewStationDevice): Promise<void>;
  lock(id: Id<"stationDevice">): Promise<StationDevice | undefined>;
  lockByPairing(pairingHash: string): Promise<StationDevice | undefined>;
  /** Paired and not revoked. */
  byKey(keyHash: string): Promise<StationDevice | undefined>;
  /** The code of the pairing is worth nothing any more. */
  pair(id: Id<"stationDevice">, keyHash: string, at: Date): Promise<void>;
  revoke(id: Id<"stationDevice">, end: { by: Id<"user">; at: Date }): Promise<void>;
};
