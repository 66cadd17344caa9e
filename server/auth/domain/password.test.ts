import { expect, test } from "vitest";

import { weaknessOf, wordsOf } from "./password";

const common = new Set(["password", "contraseña", "1234567890", "iloveyou"]);
const words = wordsOf({
  email: "ana.lopez@ejemplo.mx",
  firstName: "Ana María",
  lastName: "López",
  phone: "+525512345678",
});
const weakness = (password: string) => weaknessOf(password, { isCommon: (text) => common.has(text), words });

test("given the length, 10 to 256 characters of any kind are taken", () => {
  expect(weakness("abcdefghi")).toBe("TOO_SHORT");
  expect(weakness("zqxjvkwpym")).toBeUndefined();
  expect(weakness("🚗🛢️⛽🎟️🧾🪪🧮🧯🪣🧰")).toBeUndefined();
  expect(weakness("a b".repeat(85))).toBeUndefined();
  expect(weakness("ab".repeat(129))).toBe("TOO_LONG");
});

test("given a common password with a tail of digits or punctuation, it is refused", () => {
  for (const password of ["Password2026!", "PASSWORD!!!!", "contraseña123", "1234567890", "ILoveYou...99"]) {
    expect(weakness(password), password).toBe("COMMON");
  }
});

test("given a word of the product or of the person, it is refused", () => {
  for (const password of ["Gasolinera2026", "gasolinerajsm", "Combustible1!", "AnaMaría2026", "ana.lopez1990"]) {
    expect(weakness(password), password).toBe("PERSONAL");
  }
  expect(weakness("ana.lopez@ejemplo.mx")).toBe("PERSONAL");
  expect(weakness("5512345678")).toBe("PERSONAL");
  expect(weakness("ana maria lopez 99")).toBe("PERSONAL");
});

test("given a common word inside a longer one, it is taken", () => {
  expect(weakness("password de mi abuela")).toBeUndefined();
  expect(weakness("tres gasolineras cerradas")).toBeUndefined();
});
