import type { Id } from "@/server/kernel/id";
import { formatPesos } from "@/server/kernel/money";

import type { BeaconChain } from "./beacon";
import type { PrizeType } from "./prize";
import type { RaffleStatus } from "./raffle-words";
import { disqualificationReasons, type Rules, winnersOf } from "./rules-document";

export type RaffleId = Id<"raffle">;

export type Prize = {
  readonly name: string;
  readonly type: PrizeType;
  readonly declaredValueCentavos: number;
  readonly quantity: number;
};

/** What an admin decides; fixed for ever once it is published. */
export type RaffleContent = {
  readonly name: string;
  readonly description: string;
  readonly permitNumber: string;
  readonly territory: string;
  readonly startsAt: Date;
  readonly closesAt: Date;
  readonly drawAt: Date;
  /** Ascending; null for every station of the network. */
  readonly stationIds: readonly string[] | null;
  readonly noticeSeconds: number;
  readonly pesosPerTicketCentavos: number;
  readonly maxTicketsPerPerson: number;
  readonly winsPerPerson: number;
  readonly alternatesPerPrize: number;
  readonly hasFreeEntry: boolean;
  /** In the order in which they are drawn. */
  readonly prizes: readonly Prize[];
};

export type Raffle = RaffleContent & {
  readonly id: RaffleId;
  readonly status: RaffleStatus;
  readonly createdBy: Id<"user">;
  readonly opensAt: Date | null;
  /** `epoch:xid`, noted once the close has passed. */
  readonly freezeHorizon: string | null;
  readonly closedAt: Date | null;
  readonly frozenAt: Date | null;
  readonly drawnAt: Date | null;
  readonly leaves: number;
  readonly tickets: number;
  /** The log's root as hexadecimal. */
  readonly root: string;
  /** From the commitment; null before it. */
  readonly roundAt: Date | null;
};

export const rulesOf = (raffle: RaffleContent, beacon: BeaconChain): Rules => {
  const winners = winnersOf(raffle.prizes);
  return {
    name: raffle.name,
    permitNumber: raffle.permitNumber,
    territory: raffle.territory,
    stations: raffle.stationIds,
    startsAtMs: raffle.startsAt.getTime(),
    endsAtMs: raffle.closesAt.getTime(),
    drawAtMs: raffle.drawAt.getTime(),
    noticeSeconds: raffle.noticeSeconds,
    pesosPerTicket: formatPesos(raffle.pesosPerTicketCentavos),
    maxTicketsPerPerson: raffle.maxTicketsPerPerson,
    winsPerPerson: raffle.winsPerPerson,
    hasFreeEntry: raffle.hasFreeEntry,
    prizes: raffle.prizes.map(({ name, type, declaredValueCentavos, quantity }) => ({
      name,
      type,
      declaredValue: formatPesos(declaredValueCentavos),
      quantity,
    })),
    winners,
    alternates: winners * raffle.alternatesPerPrize,
    beacon,
    disqualification: disqualificationReasons,
  };
};
