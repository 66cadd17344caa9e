import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

const css = readFileSync(fileURLToPath(new URL("../../app/globals.css", import.meta.url)), "utf8");

type Theme = "light" | "dark";

function tokensOf(block: string, theme: Theme): Record<string, string> {
  const tokens = block.matchAll(/--([a-z-]+):\s*(?:light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)|(#[0-9a-f]{6}));/g);
  return Object.fromEntries(
    [...tokens].map(([, name = "", light, dark, both]) => [name, both ?? (theme === "light" ? light : dark) ?? ""]),
  );
}

const blockOf = (selector: string): string => css.slice(css.indexOf(selector)).split("}")[0] ?? "";

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["surface", "surface-raised", "surface-sunken"];
const inks = ["ink", "ink-muted", "accent", "ok", "warn", "danger"];
const pairs = [
  ...grounds.flatMap((ground) => inks.map((ink) => [ink, ground] as const)),
  ...["accent", "ok", "warn", "danger"].map((role) => [role, `${role}-soft`] as const),
  ...["accent-soft", "warn-soft", "danger-soft", "ok-soft"].flatMap((soft) => [
    ["ink", soft] as const,
    ["ink-muted", soft] as const,
  ]),
  ["accent-ink", "accent"] as const,
  ...["fuel-regular", "fuel-premium", "fuel-diesel"].map((fuel) => ["fuel-ink", fuel] as const),
  ["plate-ink", "plate"] as const,
];

test.each(["light", "dark"] as const)("given the %s theme, every text pair has at least 4.5:1", (theme) => {
  const tokens = tokensOf(blockOf(":root {"), theme);
  for (const [ink, ground] of pairs) {
    expect(contrast(tokens[ink] ?? "", tokens[ground] ?? ""), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  }
});

test("given the attendant's face, text and verdicts have at least 7:1", () => {
  const tokens = { ...tokensOf(blockOf(":root {"), "light"), ...tokensOf(blockOf(".face-attendant {"), "light") };
  const softs = ["accent", "ok", "warn", "danger"].map((role) => `${role}-soft`);
  for (const ground of [...grounds, ...softs]) {
    // On a soft ground stand its own role and the inks.
    for (const ink of softs.includes(ground) ? ["ink", "ink-muted", ground.replace("-soft", "")] : inks)
      expect(contrast(tokens[ink] ?? "", tokens[ground] ?? ""), `${ink} on ${ground}`).toBeGreaterThanOrEqual(7);
  }
  for (const fuel of ["regular", "premium", "diesel"])
    expect(contrast(tokens["fuel-ink"] ?? "", tokens[`fuel-${fuel}`] ?? ""), fuel).toBeGreaterThanOrEqual(7);
  expect(contrast(tokens["plate-ink"] ?? "", tokens["plate"] ?? "")).toBeGreaterThanOrEqual(7);
  expect(contrast(tokens["verdict-ink"] ?? "", tokens["verdict-ok"] ?? "")).toBeGreaterThanOrEqual(7);
  expect(contrast(tokens["verdict-ink"] ?? "", tokens["verdict-danger"] ?? "")).toBeGreaterThanOrEqual(7);
  expect(contrast(tokens["verdict-warn-ink"] ?? "", tokens["verdict-warn"] ?? "")).toBeGreaterThanOrEqual(7);
  expect(contrast(tokens["accent-ink"] ?? "", tokens["accent"] ?? "")).toBeGreaterThanOrEqual(7);
});
