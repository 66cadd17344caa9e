import { describe, expect } from "vitest";

import { storeImage } from "@/server/ads/commands/store-image";
import { test } from "@/tests/support/ads-test";
import { refusalOf } from "@/tests/support/coupon-test";

describe("a campaign", () => {
  test("is shown only after it was submitted and approved, and not while it pauses", async ({ ads, world }) => {
    const advertiser = await world.person("ADVERTISER");
    const mine = ads.asPerson(advertiser);
    const { id } = await mine.createCampaign(await ads.campaignInput(advertiser));
    const { id: redemptionId, owner } = await ads.redemption();
    const ends = async () => (await ads.asPerson(owner).available({ redemptionId })).end;
    expect(await ends()).toBe("NO_ADS");
    expect(await refusalOf(mine.stepCampaign({ id, step: "RESUME" }))).toBe("STATE_CONFLICT");
    await mine.stepCampaign({ id, step: "SUBMIT" });
    expect(await refusalOf(mine.decideCampaign({ id, decision: "APPROVE", reason: "yo mismo" }))).toBe("ACCESS_DENIED");
    expect(await ends()).toBe("NO_ADS");
    const admin = ads.asPerson(await world.person("ADMIN"));
    await admin.decideCampaign({ id, decision: "APPROVE", reason: "en orden" });
    expect(await ends()).toBeNull();
    await mine.stepCampaign({ id, step: "PAUSE" });
    expect(await ends()).toBe("NO_ADS");
    await mine.stepCampaign({ id, step: "RESUME" });
    await mine.stepCampaign({ id, step: "COMPLETE" });
    expect(await refusalOf(mine.stepCampaign({ id, step: "RESUME" }))).toBe("STATE_CONFLICT");
  });

  test("rejected, is over; its reason is told", async ({ ads, world }) => {
    const advertiser = await world.person("ADVERTISER");
    const mine = ads.asPerson(advertiser);
    const { id } = await mine.createCampaign(await ads.campaignInput(advertiser));
    await mine.stepCampaign({ id, step: "SUBMIT" });
    const admin = ads.asPerson(await world.person("ADMIN"));
    await admin.decideCampaign({ id, decision: "REJECT", reason: "falta el permiso" });
    expect(await mine.campaign({ id })).toMatchObject({ status: "REJECTED", decisionReason: "falta el permiso" });
    expect(await refusalOf(mine.stepCampaign({ id, step: "SUBMIT" }))).toBe("STATE_CONFLICT");
  });

  test("belongs to its advertiser: others find none", async ({ ads, world }) => {
    const { id } = await ads.running();
    const other = ads.asPerson(await world.person("ADVERTISER"));
    expect(await refusalOf(other.campaign({ id }))).toBe("NOT_FOUND");
    expect(await refusalOf(other.report({ id }))).toBe("NOT_FOUND");
    expect(await refusalOf(other.stepCampaign({ id, step: "PAUSE" }))).toBe("NOT_FOUND");
    expect((await other.campaigns({ limit: 20 })).campaigns).toEqual([]);
    expect(await refusalOf(ads.asPerson(await world.person()).campaigns({ limit: 20 }))).toBe("ACCESS_DENIED");
    const audit = ads.asPerson(await world.person("AUDITOR"));
    expect((await audit.campaigns({ limit: 20 })).campaigns.map((one) => one.id)).toContain(id);
  });

  test("needs sound dates, money and pictures of its own", async ({ ads, world }) => {
    const advertiser = await world.person("ADVERTISER");
    const mine = ads.asPerson(advertiser);
    const good = await ads.campaignInput(advertiser);
    const stolen = await ads.imageOf(await world.person("ADVERTISER"));
    const bad = [
      { ...good, endDate: good.startDate },
      { ...good, budgetPerDay: "100.01" },
      { ...good, pricePerView: "100.01" },
      { ...good, targetUrl: "javascript:alert(1)" },
      { ...good, targetUrl: "http://example.mx" },
      { ...good, creatives: [{ title: "Ajena", imageId: stolen }] },
      { ...good, creatives: [] },
    ];
    for (const input of bad) {
      const kind = await mine.createCampaign(input).then(
        () => "accepted",
        (fault: unknown) => (fault instanceof Error ? fault.message : ""),
      );
      expect(kind, JSON.stringify(input)).not.toBe("accepted");
    }
  });

  test("reaches the stations, states, fuels and hours it wants", async ({ ads, sql }) => {
    const { id: redemptionId, owner, station } = await ads.redemption();
    await sql`update campaigns set status = 'COMPLETED'`;
    await sql`update stations set state = 'Jalisco' where id = ${station}`;
    const seen = async () => (await ads.asPerson(owner).available({ redemptionId })).ads.length > 0;
    const misses = [
      { fuels: ["DIESEL" as const] },
      { states: ["Sonora"] },
      { stationIds: [(await ads.redemption()).station] },
    ];
    for (const miss of misses) {
      const { id, advertiser } = await ads.running(miss);
      expect(await seen()).toBe(false);
      await ads.asPerson(advertiser).stepCampaign({ id, step: "COMPLETE" });
    }
    await ads.running({ fuels: ["REGULAR"], states: ["Jalisco"], stationIds: [station] });
    expect(await seen()).toBe(true);
  });
});

test("a picture is known by its content", async ({ ads, world }) => {
  const advertiser = await world.person("ADVERTISER");
  expect(await ads.imageOf(advertiser)).toBeTruthy();
  const ctx = world.contextOf(advertiser);
  const { actor } = ctx;
  if (actor.kind !== "user") throw new Error("an advertiser is a person");
  const store = (bytes: Uint8Array) => storeImage({ ...ctx, actor }, bytes);
  const svg = new TextEncoder().encode("<svg xmlns='http://www.w3.org/2000/svg'/>");
  expect(await store(svg)).toMatchObject({ ok: false, refusal: { kind: "VALIDATION_ERROR" } });
  expect(await store(new Uint8Array(5 * 1024 * 1024 + 1))).toMatchObject({
    ok: false,
    refusal: { kind: "PAYLOAD_TOO_LARGE" },
  });
});
