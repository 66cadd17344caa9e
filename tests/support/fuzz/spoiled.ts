import fc from "fast-check";

import { hostileValues, strangeKeys } from "./hostile";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Own and enumerable, even where the key is `__proto__`. */
const withKey = (record: Record<string, unknown>, key: string, value: unknown): Record<string, unknown> =>
  Object.defineProperty({ ...record }, key, { value, enumerable: true, configurable: true, writable: true });

type Spoiling = {
  readonly at: number;
  readonly how: "replace" | "remove" | "add";
  readonly hostile: unknown;
  readonly key: string;
};

/** One thing about the input is wrong: a field replaced, left out or added, at any depth. */
function spoil(value: unknown, spoiling: Spoiling): unknown {
  const { at, how, hostile, key } = spoiling;
  if (Array.isArray(value) && value.length > 0) {
    const place = at % value.length;
    return value.map((item: unknown, i) => (i === place ? spoil(item, { ...spoiling, at: Math.floor(at / 7) }) : item));
  }
  if (!isRecord(value)) return hostile;
  if (how === "add") return withKey(value, key, hostile);
  const keys = Object.keys(value);
  const chosen = keys[at % Math.max(1, keys.length)];
  if (chosen === undefined) return withKey(value, key, hostile);
  const inner = value[chosen];
  if (isRecord(inner) || Array.isArray(inner))
    return withKey(value, chosen, spoil(inner, { ...spoiling, at: Math.floor(at / 7) }));
  if (how === "replace") return withKey(value, chosen, hostile);
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== chosen));
}

const spoilings: fc.Arbitrary<Spoiling> = fc.record({
  at: fc.nat(100_000),
  how: fc.constantFrom("replace", "remove", "add"),
  hostile: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...hostileValues) }, fc.jsonValue({ maxDepth: 3 })),
  key: fc.constantFrom(...strangeKeys),
});

/** A quarter as the schema wants it, the rest spoiled in one place, some in two, some altogether. */
export const spoiledInputs = (fitting: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 25, arbitrary: fitting },
    { weight: 55, arbitrary: fc.tuple(fitting, spoilings).map(([value, one]) => spoil(value, one)) },
    {
      weight: 15,
      arbitrary: fc.tuple(fitting, spoilings, spoilings).map(([value, one, two]) => spoil(spoil(value, one), two)),
    },
    { weight: 5, arbitrary: fc.constantFrom(...hostileValues) },
  );
