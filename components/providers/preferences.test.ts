import { expect, test } from "vitest";

import { asTheme, chooseLocale } from "./preferences";

test("given a stored language, it wins over what the browser asks for", () => {
  expect(chooseLocale("en", "es-MX")).toBe("en");
});

test("given no stored language, the browser's strongest known wish is taken", () => {
  expect(chooseLocale(undefined, "fr, en;q=0.8, es;q=0.9")).toBe("es-MX");
  expect(chooseLocale(undefined, "en-GB,en;q=0.9")).toBe("en");
  expect(chooseLocale("xx", "en;q=0, es-419;q=0.3")).toBe("es-MX");
});

test("given nothing usable, Spanish of Mexico is the default", () => {
  expect(chooseLocale(undefined, null)).toBe("es-MX");
  expect(chooseLocale(undefined, "de,fr;q=nonsense")).toBe("es-MX");
});

test("given an unknown theme, the system's is used", () => {
  expect(asTheme("sepia")).toBe("system");
  expect(asTheme("dark")).toBe("dark");
});
