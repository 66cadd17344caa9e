import { describe, expect, test } from "vitest";

import { timingOf } from "@/server/raffles/domain/raffle-status";
import { createRaffleInput } from "@/server/raffles/schemas/raffle";

import { draftDateFaults, draftOf, inputOf, newDraft, type RaffleDraft, sumsOf } from "./raffle-draft";

const now = new Date("2026-11-24T18:20:00Z");
const prize = { name: "Tanque lleno", type: "FUEL_CREDIT", declaredValue: "1200.00", quantity: "3" } as const;
const draft: RaffleDraft = {
  ...newDraft(now),
  name: "Semanal",
  permitNumber: "20260001PS00",
  territory: "Ciudad de México",
  prizes: [prize],
};

describe("what the form holds, as the procedure takes it", () => {
  test("a filled form is accepted by the schema, dates on Mexico City's clock", () => {
    const parsed = createRaffleInput.parse(inputOf(draft));
    expect(parsed).toMatchObject({
      startDate: "2026-11-24T19:00:00.000Z",
      endDate: "2026-12-01T19:00:00.000Z",
      drawDate: "2026-12-02T19:00:00.000Z",
      noticeSeconds: 43_200,
      stationIds: null,
      prizes: [{ declaredValue: "1200.00", quantity: 3 }],
    });
  });

  test("what is wrong is named by the field it stands in", () => {
    const bad = {
      ...draft,
      name: "",
      endDate: "",
      maxTicketsPerPerson: "many",
      prizes: [{ ...prize, declaredValue: "0" }],
    };
    const paths = createRaffleInput.safeParse(inputOf(bad)).error?.issues.map(({ path }) => path.join("."));
    expect([...new Set(paths)].sort()).toEqual(["endDate", "maxTicketsPerPerson", "name", "prizes.0.declaredValue"]);
  });

  test("some stations must be at least one", () => {
    const parsed = createRaffleInput.safeParse(inputOf({ ...draft, isWholeNetwork: false }));
    expect(parsed.error?.issues[0]?.path).toEqual(["stationIds"]);
  });

  test("a stored draft comes back as it was typed", () => {
    const stored = createRaffleInput.parse(inputOf(draft));
    expect(draftOf(stored)).toEqual(draft);
    expect(draftOf({ ...stored, noticeSeconds: 90 })).toMatchObject({ noticeSeconds: "90", noticeUnit: "SECONDS" });
  });
});

describe("dates that contradict each other", () => {
  test("the end after the start, the draw after the notice", () => {
    expect(draftDateFaults(draft, timingOf.live)).toEqual([]);
    expect(draftDateFaults({ ...draft, endDate: draft.startDate }, timingOf.live)).toEqual(["endDate"]);
    expect(draftDateFaults({ ...draft, drawDate: draft.endDate }, timingOf.live)).toEqual(["drawDate"]);
  });

  test("the shortest notice depends on the mode", () => {
    const quick: RaffleDraft = { ...draft, noticeSeconds: "10", noticeUnit: "SECONDS" };
    expect(draftDateFaults(quick, timingOf.live)).toEqual(["noticeSeconds"]);
    expect(draftDateFaults(quick, timingOf.demo)).toEqual([]);
  });

  test("nothing is said while a date is missing", () => {
    expect(draftDateFaults({ ...draft, endDate: "" }, timingOf.live)).toEqual([]);
  });
});

test("given the prizes, the sums are winners, alternates and value", () => {
  expect(sumsOf(draft)).toEqual({ winners: 3, alternates: 9, value: "3600.00" });
  const unread = { ...draft, prizes: [...draft.prizes, { ...prize, declaredValue: "", quantity: "x" }] };
  expect(sumsOf(unread)).toEqual({ winners: 3, alternates: 9, value: "3600.00" });
});
