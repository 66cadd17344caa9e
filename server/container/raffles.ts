import "server-only";
import type { Db, Tx } from "@/db/client";
import { developmentBeacon } from "@/server/adapters/beacon/development-beacon";
import { drandBeacon } from "@/server/adapters/beacon/drand-beacon";
import { provedPhoneOf, staffIds } from "@/server/auth/contract";
import { fromBase64url, toHex } from "@/server/kernel/bytes";
import { asId, type Id, type NewId } from "@/server/kernel/id";
import type { Env } from "@/server/platform/env";
import type { KeyRing, Secrets } from "@/server/platform/keys";
import type { Logger } from "@/server/platform/logger";
import { claimCodeOf } from "@/server/raffles/domain/claim-code";
import { timingOf } from "@/server/raffles/domain/raffle-status";
import type { Beacon, DrawKeys, RaffleServices } from "@/server/raffles/ports";
import { dueRaffles } from "@/server/raffles/queries/due-raffles";
import { publishedParts } from "@/server/raffles/queries/published-file";
import { claimStore } from "@/server/raffles/store/claim-store";
import { drawStore } from "@/server/raffles/store/draw-store";
import { freeEntryStore } from "@/server/raffles/store/free-entry-store";
import { freezeStore } from "@/server/raffles/store/freeze-store";
import { raffleStore } from "@/server/raffles/store/raffle-store";
import { ticketLogStore } from "@/server/raffles/store/ticket-log-store";
import { stationsById } from "@/server/stations/contract";

/** Named in every certificate, with the version of the draw code. */
const software = "gasolinera-jsm 0.1.0";

export const raffleUnit = (tx: Tx, newId: NewId) => ({
  raffles: raffleStore(tx, newId),
  ticketLog: ticketLogStore(tx),
  freezing: freezeStore(tx),
  draws: drawStore(tx),
  claims: claimStore(tx),
  people: { staff: () => staffIds(tx), provedPhone: (id: Id<"user">) => provedPhoneOf(tx, id) },
  freeEntries: freeEntryStore(tx),
  knownStations: async (ids: readonly string[]) =>
    new Set(
      (
        await stationsById(
          tx,
          ids.map((id) => asId("station", id)),
        )
      ).keys(),
    ),
});

export const drawKeysOf = (keys: KeyRing): DrawKeys => ({
  signer: () => keys.ed25519("DRAW"),
  async published() {
    const known = await keys.ed25519Public("DRAW");
    return [...known].map(([kid, { publicKey, from, to }]) => ({
      kid,
      publicKey: toHex(publicKey),
      fromMs: from.getTime(),
      toMs: to?.getTime() ?? null,
    }));
  },
});

type BeaconParts = { env: Env; secrets: Secrets; log: Logger; now(): Date };

/** The development chain only where the demonstration has no relays of its own to ask. */
export function beaconOf({ env, secrets, log, now }: BeaconParts): Beacon {
  if (env.JSM_MODE === "demo" && env.DRAND_RELAYS === undefined) {
    return developmentBeacon({ secrets, now: () => now().getTime() });
  }
  return drandBeacon({ log, relays: env.DRAND_RELAYS });
}

type ServiceParts = BeaconParts & { db: Db; keys: KeyRing; drainTickets(): Promise<void> };

export const raffleServices = ({ db, keys, drainTickets, ...parts }: ServiceParts): RaffleServices => ({
  beacon: beaconOf(parts),
  drawKeys: drawKeysOf(keys),
  timing: timingOf[parts.env.JSM_MODE],
  isLive: parts.env.JSM_MODE === "live",
  software,
  random: (bytes) => parts.secrets.random(bytes),
  claimCode: (id) => claimCodeOf(fromBase64url(parts.secrets.mac("prize claim", id))),
  phoneMark: (phone) => parts.secrets.mac("free entry", phone),
  drainTickets,
  due: () => dueRaffles(db),
  publishedParts: (id, name) => publishedParts(db, id, name),
});
