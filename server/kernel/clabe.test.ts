import { describe, expect, test } from "vitest";

import { clabeCheckDigit, maskedClabe, parseClabe } from "./clabe";

describe("a CLABE", () => {
  test("given 17 digits, the check digit is that of the banks' rule", () => {
    expect(clabeCheckDigit("03218000011835971")).toBe(9);
    expect(clabeCheckDigit("00201007777777777")).toBe(1);
    expect(clabeCheckDigit("00000000000000000")).toBe(0);
  });

  test("given an account as people write it, groups are read together", () => {
    expect(parseClabe("032180000118359719")).toBe("032180000118359719");
    expect(parseClabe("032 180 00011835971 9")).toBe("032180000118359719");
    expect(parseClabe("032-180-00011835971-9")).toBe("032180000118359719");
  });

  test("given any one digit changed, it is refused", () => {
    const good = "032180000118359719";
    for (let at = 0; at < good.length; at++) {
      for (let step = 1; step < 10; step++) {
        const other = `${good.slice(0, at)}${(Number(good[at]) + step) % 10}${good.slice(at + 1)}`;
        expect(parseClabe(other), other).toBeUndefined();
      }
    }
  });

  test.for([
    "",
    "03218000011835971",
    "0321800001183597190",
    "03218000011835971x",
    "０３２１８００００１１８３５９７１９",
    "032180000118359719\n",
  ])("given %j, it is refused", (text) => expect(parseClabe(text)).toBeUndefined());

  test("given an account, only its end is shown", () => {
    expect(maskedClabe("9719")).toBe("•••• 9719");
  });
});
