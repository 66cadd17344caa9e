import { describe, expect, test } from "vitest";

import { claimDays, claimDeadlineMs } from "./prize";
import {
  canRaffle,
  dateFaults,
  decidePublish,
  dueStep,
  notBefore,
  type RaffleAction,
  type RaffleTerms,
  timingOf,
  voidReason,
} from "./raffle-status";
import { RAFFLE_STATUSES } from "./raffle-words";

const at = (text: string): Date => new Date(`2026-03-${text}Z`);
const draft: RaffleTerms = {
  status: "DRAFT",
  startsAt: at("01T00:00:00"),
  closesAt: at("08T00:00:00"),
  drawAt: at("09T00:15:00"),
  noticeSeconds: 86_400,
  permitNumber: "20260001PS01",
  territory: "Ciudad de México",
  prizes: [{ declaredValueCentavos: 50_000, quantity: 1 }],
};

test("each action starts from its statuses and no other", () => {
  const actions: RaffleAction[] = ["update", "publish", "open", "freeze", "draw", "void", "cancel"];
  const table = Object.fromEntries(
    actions.map((action) => [action, RAFFLE_STATUSES.filter((status) => canRaffle(action, { status }))]),
  );
  expect(table).toEqual({
    update: ["DRAFT"],
    publish: ["DRAFT"],
    open: ["PUBLISHED"],
    freeze: ["OPEN"],
    draw: ["FROZEN"],
    void: ["FROZEN"],
    cancel: ["DRAFT", "PUBLISHED", "OPEN"],
  });
});

describe("publishing", () => {
  const publish = (change: Partial<RaffleTerms>, now = at("02T00:00:00")) =>
    decidePublish({ ...draft, ...change }, now, timingOf.live);

  test("passes with everything in place, also after the start", () => {
    expect(publish({})).toEqual({ ok: true, value: null });
  });

  test.each([
    ["permitNumber", { permitNumber: " " }],
    ["territory", { territory: "" }],
    ["prizes", { prizes: [] }],
    ["prizes", { prizes: [{ declaredValueCentavos: 0, quantity: 1 }] }],
    ["endDate", { startsAt: at("08T00:00:00") }],
    ["noticeSeconds", { noticeSeconds: 3_599 }],
    ["drawDate", { drawAt: at("09T00:14:59") }],
  ])("names %s when it is wrong", (path, change) => {
    expect(publish(change)).toMatchObject({ ok: false, refusal: { kind: "VALIDATION_ERROR", details: [{ path }] } });
  });

  test("is refused once the raffle would have closed, and outside DRAFT", () => {
    expect(publish({}, at("08T00:00:00"))).toMatchObject({ refusal: { details: [{ path: "endDate" }] } });
    expect(publish({ status: "OPEN" })).toMatchObject({
      refusal: { kind: "STATE_CONFLICT", details: [{ message: "OPEN" }] },
    });
  });

  test("a demonstration may give five seconds of notice and five of margin", () => {
    const quick = { ...draft, noticeSeconds: 5, drawAt: at("08T00:00:10") };
    expect(dateFaults(quick, timingOf.demo)).toEqual([]);
    expect(dateFaults({ ...quick, noticeSeconds: 4 }, timingOf.demo)).toHaveLength(1);
    expect(dateFaults({ ...quick, drawAt: at("08T00:00:09.999") }, timingOf.demo)).toHaveLength(1);
  });
});

describe("time", () => {
  const open = { status: "OPEN", startsAt: draft.startsAt, closesAt: draft.closesAt, roundAt: null } as const;
  test("opens at the start, freezes at the close, draws at the round", () => {
    expect(dueStep({ ...open, status: "PUBLISHED" }, at("01T00:00:00"))).toBe("open");
    expect(dueStep({ ...open, status: "PUBLISHED" }, new Date(draft.startsAt.getTime() - 1))).toBeNull();
    expect(dueStep(open, at("08T00:00:00"))).toBe("freeze");
    expect(dueStep(open, at("07T23:59:59.999"))).toBeNull();
    const frozen = { ...open, status: "FROZEN", roundAt: at("09T00:00:06") } as const;
    expect(dueStep(frozen, at("09T00:00:06"))).toBe("draw");
    expect(dueStep(frozen, at("09T00:00:05"))).toBeNull();
    expect(dueStep({ ...frozen, roundAt: null }, at("10T00:00:00"))).toBeNull();
    expect(dueStep({ ...open, status: "DRAWN" }, at("20T00:00:00"))).toBeNull();
  });

  test("an action asked too early says when it is due", () => {
    expect(notBefore(draft.closesAt, at("07T00:00:00"))).toMatchObject({
      refusal: { kind: "STATE_CONFLICT", details: [{ message: "2026-03-08T00:00:00.000Z" }] },
    });
    expect(notBefore(draft.closesAt, draft.closesAt).ok).toBe(true);
  });

  test("a frozen raffle is void only without tickets or after 30 days without a beacon", () => {
    const roundAt = at("09T00:00:00");
    expect(voidReason({ tickets: 0, roundAt, now: roundAt })).toBe("EMPTY_LOG");
    expect(voidReason({ tickets: 1, roundAt, now: new Date(roundAt.getTime() + 30 * 86_400_000) })).toBeNull();
    expect(voidReason({ tickets: 1, roundAt, now: new Date(roundAt.getTime() + 30 * 86_400_000 + 1) })).toBe(
      "BEACON_DEAD",
    );
  });

  test("claims lapse after the days of their type", () => {
    expect(claimDays).toEqual({
      CASH: 30,
      GIFT_CARD: 90,
      CREDIT: 60,
      GOODS: 30,
      SERVICE: 30,
      DISCOUNT: 60,
      FUEL_CREDIT: 60,
      OTHER: 30,
    });
    expect(claimDeadlineMs("CASH", 0)).toBe(30 * 86_400_000);
  });
});
