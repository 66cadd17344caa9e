import { formatPesos, parsePesos } from "@/server/kernel/money";
import type { PrizeType } from "@/server/raffles/domain/prize";
import { dateFaults, type Timing } from "@/server/raffles/domain/raffle-status";

import { instantOfLocal, localOfInstant } from "./local-instant";
import type { PrizeView } from "./raffle-view";

export const NOTICE_UNITS = { SECONDS: 1, MINUTES: 60, HOURS: 3_600 } as const;
export type NoticeUnit = keyof typeof NOTICE_UNITS;

export type PrizeDraft = { name: string; type: PrizeType; declaredValue: string; quantity: string };

/** What the form holds: texts as they stand in its fields, dates on Mexico City's clock. */
export type RaffleDraft = {
  name: string;
  description: string;
  permitNumber: string;
  territory: string;
  startDate: string;
  endDate: string;
  drawDate: string;
  noticeSeconds: string;
  noticeUnit: NoticeUnit;
  maxTicketsPerPerson: string;
  winsPerPerson: string;
  alternatesPerPrize: string;
  freeEntry: boolean;
  isWholeNetwork: boolean;
  stationIds: string[];
  prizes: PrizeDraft[];
};

const HOUR_MS = 3_600_000;
const hoursAfter = (now: Date, hours: number): string =>
  localOfInstant(new Date(Math.ceil(now.getTime() / HOUR_MS) * HOUR_MS + hours * HOUR_MS).toISOString());

/** A week from the next full hour, drawn the day after. */
export const newDraft = (now: Date): RaffleDraft => ({
  name: "",
  description: "",
  permitNumber: "",
  territory: "",
  startDate: hoursAfter(now, 0),
  endDate: hoursAfter(now, 7 * 24),
  drawDate: hoursAfter(now, 8 * 24),
  noticeSeconds: "12",
  noticeUnit: "HOURS",
  maxTicketsPerPerson: "100",
  winsPerPerson: "1",
  alternatesPerPrize: "3",
  freeEntry: false,
  isWholeNetwork: true,
  stationIds: [],
  prizes: [{ name: "", type: "CASH", declaredValue: "", quantity: "1" }],
});

export type StoredRaffle = {
  readonly name: string;
  readonly description: string;
  readonly permitNumber: string | null;
  readonly territory: string | null;
  readonly startDate: string;
  readonly endDate: string;
  readonly drawDate: string;
  readonly noticeSeconds: number;
  readonly maxTicketsPerPerson: number;
  readonly winsPerPerson: number;
  readonly alternatesPerPrize: number;
  readonly freeEntry: boolean;
  readonly stationIds: readonly string[] | null;
  readonly prizes: readonly PrizeView[];
};

const unitOf = (seconds: number): NoticeUnit =>
  seconds % 3_600 === 0 ? "HOURS" : seconds % 60 === 0 ? "MINUTES" : "SECONDS";

/** A stored draft, back in the form. */
export function draftOf(raffle: StoredRaffle): RaffleDraft {
  const noticeUnit = unitOf(raffle.noticeSeconds);
  return {
    name: raffle.name,
    description: raffle.description,
    permitNumber: raffle.permitNumber ?? "",
    territory: raffle.territory ?? "",
    startDate: localOfInstant(raffle.startDate),
    endDate: localOfInstant(raffle.endDate),
    drawDate: localOfInstant(raffle.drawDate),
    noticeSeconds: String(raffle.noticeSeconds / NOTICE_UNITS[noticeUnit]),
    noticeUnit,
    maxTicketsPerPerson: String(raffle.maxTicketsPerPerson),
    winsPerPerson: String(raffle.winsPerPerson),
    alternatesPerPrize: String(raffle.alternatesPerPrize),
    freeEntry: raffle.freeEntry,
    isWholeNetwork: raffle.stationIds === null,
    stationIds: [...(raffle.stationIds ?? [])],
    prizes: raffle.prizes.map((prize) => ({ ...prize, quantity: String(prize.quantity) })),
  };
}

/** A whole number as typed; anything else stays as it is and is refused by the schema. */
const whole = (text: string): number | string => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : text);

/** What the procedure takes, unchecked: its schema is the judge. */
export function inputOf(draft: RaffleDraft) {
  const { noticeUnit, isWholeNetwork, stationIds, prizes, ...rest } = draft;
  const notice = whole(draft.noticeSeconds);
  return {
    ...rest,
    startDate: instantOfLocal(draft.startDate) ?? draft.startDate,
    endDate: instantOfLocal(draft.endDate) ?? draft.endDate,
    drawDate: instantOfLocal(draft.drawDate) ?? draft.drawDate,
    noticeSeconds: typeof notice === "number" ? notice * NOTICE_UNITS[noticeUnit] : notice,
    maxTicketsPerPerson: whole(draft.maxTicketsPerPerson),
    winsPerPerson: whole(draft.winsPerPerson),
    alternatesPerPrize: whole(draft.alternatesPerPrize),
    stationIds: isWholeNetwork ? null : stationIds,
    prizes: prizes.map(({ name, type, declaredValue, quantity }) => ({
      name,
      type,
      declaredValue: declaredValue.trim(),
      quantity: whole(quantity),
    })),
  };
}

export type DateFault = "endDate" | "noticeSeconds" | "drawDate";

/** Which dates contradict each other, by the rule that the command applies; empty while one is missing. */
export function draftDateFaults(draft: RaffleDraft, timing: Timing): readonly DateFault[] {
  const [start, end, draw] = [draft.startDate, draft.endDate, draft.drawDate].map(instantOfLocal);
  const { noticeSeconds } = inputOf(draft);
  if (!start || !end || !draw || typeof noticeSeconds !== "number") return [];
  const dates = { startsAt: new Date(start), closesAt: new Date(end), drawAt: new Date(draw) };
  const known: readonly string[] = ["endDate", "noticeSeconds", "drawDate"] satisfies DateFault[];
  return dateFaults({ ...dates, noticeSeconds }, timing)
    .map(({ path }) => path)
    .filter((path): path is DateFault => known.includes(path));
}

export type DraftSums = { readonly winners: number; readonly alternates: number; readonly value: string };

/** What the draft would give away; what cannot be read yet counts nothing. */
export function sumsOf({ prizes, alternatesPerPrize }: Pick<RaffleDraft, "prizes" | "alternatesPerPrize">): DraftSums {
  const read = (text: string) => (typeof whole(text) === "number" ? Number(text) : 0);
  const winners = prizes.reduce((sum, prize) => sum + read(prize.quantity), 0);
  const value = prizes.reduce(
    (sum, prize) => sum + (parsePesos(prize.declaredValue.trim()) ?? 0) * read(prize.quantity),
    0,
  );
  return { winners, alternates: winners * read(alternatesPerPrize), value: formatPesos(value) };
}
