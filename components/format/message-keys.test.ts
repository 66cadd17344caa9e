import { expect, test } from "vitest";

import en from "@/messages/en.json";
import esMX from "@/messages/es-MX.json";
import { statusOf } from "@/server/kernel/refusal";

const keysOf = (node: object, path = ""): string[] =>
  Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "object" && value !== null ? keysOf(value, `${path}${key}.`) : [`${path}${key}`],
  );

const textOf = (messages: object, path: string): unknown =>
  path.split(".").reduce<unknown>((at, key) => Reflect.get(Object(at), key), messages);

/** The names of the ICU arguments of a message, at whatever depth. */
const argumentsOf = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\s*([a-zA-Z]\w*)\s*[,}]/g)].map((match) => match[1] ?? ""))].sort();

test("given both languages, each key exists in both", () => {
  expect(keysOf(en).sort()).toEqual(keysOf(esMX).sort());
});

test("given both languages, no text is empty and each takes the same arguments", () => {
  for (const key of keysOf(esMX)) {
    const [spanish, english] = [textOf(esMX, key), textOf(en, key)];
    expect(spanish, key).toBeTruthy();
    expect(english, key).toBeTruthy();
    if (key.includes("plural") || String(spanish).includes("plural")) continue;
    expect(argumentsOf(String(english)), key).toEqual(argumentsOf(String(spanish)));
  }
});

test("given the refusal codes, each has a text and a title in both languages", () => {
  const codes = Object.keys(statusOf).sort();
  for (const messages of [esMX, en]) {
    expect(Object.keys(messages.refusal).sort()).toEqual(codes);
    expect(Object.keys(messages.refusalTitle).sort()).toEqual(codes);
  }
});
