/** `rules.json`: published before the first ticket, never changed. */
import { canonicalBytes, type Json, parseCanonical } from "@/server/kernel/canonical-json";

import type { BeaconChain } from "./beacon";
import { DocumentFault, instantText, readDocument, textItem } from "./document";
import { type PrizeType, prizeTypes } from "./prize";

export type RulesPrize = {
  readonly name: string;
  readonly type: PrizeType;
  /** Pesos with two places. */
  readonly declaredValue: string;
  readonly quantity: number;
};

export type Rules = {
  readonly name: string;
  readonly permitNumber: string;
  readonly territory: string;
  /** Station ids, ascending; null for every station of the network. */
  readonly stations: readonly string[] | null;
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  readonly drawAtMs: number;
  readonly noticeSeconds: number;
  readonly pesosPerTicket: string;
  readonly maxTicketsPerPerson: number;
  readonly winsPerPerson: number;
  readonly hasFreeEntry: boolean;
  /** In the order in which they are drawn. */
  readonly prizes: readonly RulesPrize[];
  readonly winners: number;
  readonly alternates: number;
  readonly beacon: BeaconChain;
  /** Reason codes. */
  readonly disqualification: readonly string[];
};

const members = [
  "alternates",
  "beacon",
  "disqualification",
  "drawDate",
  "endDate",
  "freeEntry",
  "maxTicketsPerPerson",
  "name",
  "noticeSeconds",
  "permitNumber",
  "pesosPerTicket",
  "prizes",
  "startDate",
  "stations",
  "territory",
  "winners",
  "winsPerPerson",
];

/** Reasons for which a drawn holder loses a place to the next alternate; part of every rules document. */
export const disqualificationReasons = [
  "CLAIM_DEADLINE_PASSED",
  "IDENTITY_NOT_PROVEN",
  "UNDER_AGE",
  "OUTSIDE_TERRITORY",
  "EMPLOYEE_OR_RELATIVE",
  "SOURCE_REVERSED",
  "DECLINED",
] as const;

export const winnersOf = (prizes: readonly { readonly quantity: number }[]): number =>
  prizes.reduce((sum, prize) => sum + prize.quantity, 0);

export const rulesBytes = (rules: Rules): Uint8Array =>
  canonicalBytes({
    alternates: rules.alternates,
    beacon: beaconJson(rules.beacon),
    disqualification: rules.disqualification,
    drawDate: instantText(rules.drawAtMs),
    endDate: instantText(rules.endsAtMs),
    freeEntry: rules.hasFreeEntry,
    maxTicketsPerPerson: rules.maxTicketsPerPerson,
    name: rules.name,
    noticeSeconds: rules.noticeSeconds,
    permitNumber: rules.permitNumber,
    pesosPerTicket: rules.pesosPerTicket,
    prizes: rules.prizes.map(({ declaredValue, name, quantity, type }) => ({ declaredValue, name, quantity, type })),
    startDate: instantText(rules.startsAtMs),
    stations: rules.stations,
    territory: rules.territory,
    winners: rules.winners,
    winsPerPerson: rules.winsPerPerson,
  });

export const beaconJson = ({ chain, genesis, period, publicKey }: BeaconChain) => ({
  chain,
  genesis,
  period,
  publicKey,
});

function readPrize(item: Json, name: string): RulesPrize {
  const prize = readDocument(item, ["declaredValue", "name", "quantity", "type"], name);
  const type = prizeTypes.find((known) => known === prize.text("type"));
  if (type === undefined) throw new DocumentFault(`${name}.type`, "is not a type of prize");
  const declaredValue = prize.text("declaredValue");
  if (!/^(?:0|[1-9]\d*)\.\d{2}$/.test(declaredValue)) throw new DocumentFault(`${name}.declaredValue`, "is not pesos");
  return { name: prize.text("name"), type, declaredValue, quantity: prize.whole("quantity", 1) };
}

/** Throws RangeError (a DocumentFault where one member is to blame) for anything but a complete canonical document. */
export function readRules(bytes: Uint8Array): Rules {
  const read = readDocument(parseCanonical(bytes), members);
  const beacon = read.object("beacon", ["chain", "genesis", "period", "publicKey"]);
  const prizes = read.list("prizes", readPrize);
  const winners = read.whole("winners", 1);
  if (winners !== winnersOf(prizes)) throw new DocumentFault("winners", "is not the number of prizes");
  return {
    name: read.text("name"),
    permitNumber: read.text("permitNumber"),
    territory: read.text("territory"),
    stations: read.raw("stations") === null ? null : read.list("stations", textItem),
    startsAtMs: read.instant("startDate"),
    endsAtMs: read.instant("endDate"),
    drawAtMs: read.instant("drawDate"),
    noticeSeconds: read.whole("noticeSeconds"),
    pesosPerTicket: read.text("pesosPerTicket"),
    maxTicketsPerPerson: read.whole("maxTicketsPerPerson", 1),
    winsPerPerson: read.whole("winsPerPerson", 1),
    hasFreeEntry: read.flag("freeEntry"),
    prizes,
    winners,
    alternates: read.whole("alternates"),
    beacon: {
      chain: beacon.hex("chain", 32),
      genesis: beacon.whole("genesis"),
      period: beacon.whole("period", 1),
      publicKey: beacon.hex("publicKey", 96),
    },
    disqualification: read.list("disqualification", textItem),
  };
}
