/** The ladder of rewarded ads that each redemption opens (domain page, "Ads"). */
import type { RefusalKind } from "@/server/kernel/refusal";

export const stepSeconds = [10, 15, 30, 60, 120, 180, 240, 300, 420, 600] as const;
export const ladderSteps = stepSeconds.length;
/** A step must be started this long after the redemption. */
export const startWithinMs = 30 * 60_000;
/** Views of one ad that one person may begin in a day. */
export const viewsPerDay = 3;

export const secondsOf = (step: number): number => {
  const seconds = stepSeconds[step - 1];
  if (seconds === undefined) throw new RangeError("the ladder has ten steps");
  return seconds;
};

/** Tickets of the redemption once `step` steps are done, the redemption's own included; never more than twice the base. */
export function totalAfter(base: number, step: number): number {
  if (base === 0 || step === 0) return base;
  const byRule = Math.floor((base * Math.min(10 + step, 20)) / 10);
  return Math.max(byRule, base + 1);
}

/** What finishing this step adds. */
export const ticketsOf = (base: number, step: number): number => totalAfter(base, step) - totalAfter(base, step - 1);

/** The redemption a ladder hangs on. */
export type Footing = {
  readonly base: number;
  readonly redeemedAt: Date;
  readonly isVoided: boolean;
  readonly stepsDone: number;
};

export const LADDER_ENDS = ["VOIDED", "NO_TICKETS", "FINISHED", "TOO_LATE", "NO_ADS"] as const;
export type LadderEnd = (typeof LADDER_ENDS)[number];

/** Why no further step may start; null where one may. Whether there are ads is another question. */
export function ladderEnd({ base, redeemedAt, isVoided, stepsDone }: Footing, now: Date): LadderEnd | null {
  if (isVoided) return "VOIDED";
  if (base === 0) return "NO_TICKETS";
  if (stepsDone >= ladderSteps) return "FINISHED";
  return now.getTime() >= redeemedAt.getTime() + startWithinMs ? "TOO_LATE" : null;
}

export const endRefusal = (end: LadderEnd) =>
  ({ kind: "STATE_CONFLICT", details: [{ path: "redemptionId", message: end }] }) satisfies {
    kind: RefusalKind;
    details: { path: string; message: string }[];
  };

/** An ad that may be shown, and how many more times to this person today. */
export type Showable = { readonly id: string; readonly title: string; readonly viewsLeft: number };

export type Rung = {
  readonly id: string;
  readonly title: string;
  readonly durationSeconds: number;
  readonly step: number;
  readonly totalTicketsAfter: number;
};

/** The steps still to climb, each with an ad: they take turns, and the ladder ends where the ads do. */
export function climb({ base, stepsDone }: Pick<Footing, "base" | "stepsDone">, ads: readonly Showable[]): Rung[] {
  const left = new Map(ads.map(({ id, viewsLeft }) => [id, viewsLeft]));
  const rungs: Rung[] = [];
  for (let step = stepsDone + 1; step <= ladderSteps; step++) {
    const ad = nextAd(ads, left);
    if (!ad) break;
    left.set(ad.id, (left.get(ad.id) ?? 0) - 1);
    const { id, title } = ad;
    rungs.push({ id, title, step, durationSeconds: secondsOf(step), totalTicketsAfter: totalAfter(base, step) });
  }
  return rungs;
}

/** The one with most views left; the first of equals. */
function nextAd(ads: readonly Showable[], left: ReadonlyMap<string, number>): Showable | undefined {
  const leftOf = ({ id }: Showable): number => left.get(id) ?? 0;
  const most = Math.max(0, ...ads.map(leftOf));
  return most === 0 ? undefined : ads.find((ad) => leftOf(ad) === most);
}
