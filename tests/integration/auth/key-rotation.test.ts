import { describe, expect } from "vitest";

import { keepKeysYoung, rotateKey } from "@/server/auth/commands/rotate-key";
import { KEY_PURPOSES } from "@/server/platform/keys";
import { test } from "@/tests/support/auth-test";
import { openContainer } from "@/tests/support/coupon-world";

describe("rotating keys", () => {
  test("signs nobody out, here and on an instance that has not heard of it", async ({
    desk,
    container,
    databaseUrl,
    isEmbedded,
  }) => {
    const other = await openContainer(databaseUrl, isEmbedded);
    const me = await desk.newcomer();
    const before = await desk.login(me);
    const rotated = await rotateKey(container.systemContext("test"), "ACCESS_TOKEN");
    const after = await desk.login(me);
    const kids = (await container.services.tokens.jwks()).keys.map(({ kid }) => kid);
    expect(kids).toHaveLength(2);
    expect(kids).toContain(rotated.ok && rotated.value);
    for (const { accessToken } of [before, after]) {
      expect((await desk.visit(desk.bearer(accessToken))).actor).toMatchObject({ kind: "user", id: me.id });
      expect(await other.services.tokens.verify(accessToken)).toMatchObject({ sub: me.id });
    }
    await other.close();
  });

  test("keeps every kind of key at one that signs", async ({ container, sql }) => {
    for (const purpose of KEY_PURPOSES) {
      expect(await rotateKey(container.systemContext("test"), purpose)).toMatchObject({ ok: true });
    }
    const signing = await sql`select purpose, count(*)::int as n from signing_keys where state = 'ACTIVE' group by 1`;
    expect(signing.map(({ n }) => n as number)).toEqual([1, 1, 1, 1]);
    const [told] = await sql`select count(*)::int as n from events where type = 'KeyRotated'`;
    expect(told).toEqual({ n: 5 });
  });

  test("by the schedule: once a month, and a key whose last token is gone verifies nothing", async ({
    desk,
    container,
    sql,
  }) => {
    const { accessToken } = await desk.login(await desk.newcomer());
    const ctx = container.systemContext("test");
    await keepKeysYoung(ctx);
    const states = () =>
      sql`select state, count(*)::int as n from signing_keys where purpose = 'ACCESS_TOKEN' group by 1 order by 1`;
    const young = await states();
    await sql`update signing_keys set created_at = created_at - interval '31 days' where purpose = 'ACCESS_TOKEN' and state = 'ACTIVE'`;
    await keepKeysYoung(ctx);
    expect(await states()).toEqual([
      { state: "ACTIVE", n: 1 },
      { state: "VERIFY_ONLY", n: (young.find(({ state }) => state === "VERIFY_ONLY")?.["n"] ?? 0) + 1 },
    ]);
    expect((await desk.visit(desk.bearer(accessToken))).actor.kind).toBe("user");
    await sql`update signing_keys set retired_at = now() - interval '31 minutes' where state = 'VERIFY_ONLY'`;
    await keepKeysYoung(ctx);
    expect((await container.services.tokens.jwks()).keys).toHaveLength(1);
  });
});
