import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";
import { z } from "zod";

type EventWord = { readonly name: string; readonly type: string; readonly payload: z.ZodType; readonly from: string };

const contexts = readdirSync("server").filter((name) => existsSync(join("server", name, "events.ts")));

const isEventWord = (value: unknown): value is { type: string; payload: z.ZodType } =>
  typeof value === "object" && value !== null && "type" in value && "payload" in value;

const words: EventWord[] = [];
for (const context of contexts) {
  const exported: Record<string, unknown> = await import(`../../server/${context}/events.ts`);
  for (const [name, value] of Object.entries(exported)) {
    if (isEventWord(value)) words.push({ name, type: value.type, payload: value.payload, from: context });
  }
}

const sources = readdirSync("server", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && !path.endsWith("events.ts"))
  .map((path) => ({ path, text: readFileSync(join("server", path), "utf8") }));

const isNamedIn = (text: string, name: string): boolean => new RegExp(`\\b${name}\\b`).test(text);

/** Words that would put a person, a secret or a place of theirs into an event that is kept for ever. */
const PERSONAL = /e-?mail|phone|password|secret|token|firstName|lastName|fullName|address|latitude|longitude|clabe/i;

const keysOf = (schema: unknown): string[] => {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => [
    ...(key === "properties" && typeof value === "object" && value !== null ? Object.keys(value) : []),
    ...keysOf(value),
  ]);
};

describe("events", () => {
  test("each type is one event", () => {
    expect(words.length).toBeGreaterThan(20);
    expect(words.map(({ type }) => type).toSorted()).toEqual([...new Set(words.map(({ type }) => type))].toSorted());
  });

  test.for(words)("$type is appended somewhere", ({ name }) => {
    const makers = sources.filter(({ path, text }) => !path.endsWith("subscriptions.ts") && isNamedIn(text, name));
    expect(makers.map(({ path }) => path)).not.toEqual([]);
  });

  test.for(words)("$type carries ids, numbers and words only", ({ payload }) => {
    expect(keysOf(z.toJSONSchema(payload, { io: "input" })).filter((key) => PERSONAL.test(key))).toEqual([]);
  });

  test("every event has a reader: the audit chain takes them all, and the others name events that exist", async () => {
    const named: string[] = [];
    let isAllRead = false;
    for (const context of contexts.concat("audit", "dashboard")) {
      const path = join("server", context, "subscriptions.ts");
      if (!existsSync(path)) continue;
      const exported: Record<string, unknown> = await import(`../../server/${context}/subscriptions.ts`);
      for (const subscription of subscriptionsIn(exported)) {
        isAllRead ||= subscription.name === "seal-audit" && subscription.eventTypes === undefined;
        named.push(...(subscription.eventTypes ?? []));
      }
    }
    expect(isAllRead).toBe(true);
    expect(named).not.toEqual([]);
    expect(named.filter((type) => !words.some((word) => word.type === type))).toEqual([]);
  });
});

type Reader = { name: string; eventTypes: readonly string[] | undefined };

/** Some subscriptions are made by a function of their services; what they read does not depend on them. */
function subscriptionsIn(exported: Record<string, unknown>): Reader[] {
  return Object.values(exported).flatMap((value) => {
    const made: unknown = typeof value === "function" ? value({}) : value;
    return isReader(made) ? [made] : [];
  });
}

const isReader = (value: unknown): value is Reader =>
  typeof value === "object" && value !== null && "name" in value && "eventTypes" in value;
