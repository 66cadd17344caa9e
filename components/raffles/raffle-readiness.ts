import { parsePesos } from "@/server/kernel/money";
import { decidePublish, type Timing } from "@/server/raffles/domain/raffle-status";
import type { RaffleStatus } from "@/server/raffles/domain/raffle-words";

import type { Missing } from "./raffle-actions";
import type { StoredRaffle } from "./raffle-draft";
import { waitOf } from "./raffle-wait";

type Standing = StoredRaffle & { readonly status: RaffleStatus };

const FIELDS = [
  "permitNumber",
  "territory",
  "prizes",
  "startDate",
  "endDate",
  "drawDate",
  "noticeSeconds",
] as const satisfies Missing;

/** What publishing would be refused for, by the rule of the command; empty when nothing stands in the way. */
export function missingOf(raffle: Standing, { now, timing }: { now: Date; timing: Timing }): Missing {
  if (raffle.status !== "DRAFT") return [];
  const decided = decidePublish(
    {
      status: raffle.status,
      startsAt: new Date(raffle.startDate),
      closesAt: new Date(raffle.endDate),
      drawAt: new Date(raffle.drawDate),
      noticeSeconds: raffle.noticeSeconds,
      permitNumber: raffle.permitNumber ?? "",
      territory: raffle.territory ?? "",
      prizes: raffle.prizes.map(({ declaredValue, quantity }) => ({
        declaredValueCentavos: parsePesos(declaredValue) ?? 0,
        quantity,
      })),
    },
    now,
    timing,
  );
  if (decided.ok) return [];
  const paths = new Set((decided.refusal.details ?? []).map(({ path }) => path));
  return FIELDS.filter((field) => paths.has(field));
}

/** The step that time has asked for and that has not happened yet. */
export function overdueOf(raffle: Standing, now: Date): "freeze" | "draw" | undefined {
  const { key } = waitOf(raffle, now);
  return key === "closesNow" ? "freeze" : key === "drawsNow" ? "draw" : undefined;
}
