import { describe, expect, test } from "vitest";

import { countLines, structureFaults } from "./rules.mjs";
import { lostPaths } from "./words.mjs";

const faultsOf = (file, text = "") => structureFaults([file], () => text).map((fault) => fault.text);

describe("places that are in the vocabulary", () => {
  test.each([
    "server/coupons/domain/coupon.ts",
    "server/coupons/domain/coupon.test.ts",
    "server/coupons/commands/redeem-coupons.ts",
    "server/coupons/queries/wallet.ts",
    "server/coupons/store/coupon-rows.ts",
    "server/coupons/schemas.ts",
    "server/payments/webhook.ts",
    "server/auth/next-auth.ts",
    "server/platform/env.ts",
    "server/main.ts",
    "app/(customer)/wallet/page.tsx",
    "app/api/auth/[...nextauth]/route.ts",
    "components/table/data-table.tsx",
    "vitest.config.ts",
  ])("%s", (file) => expect(faultsOf(file)).toEqual([]));
});

describe("places that are not", () => {
  test.each([
    "server/coupons/service.ts",
    "server/coupons/next-auth.ts",
    "server/coupons/services/redeem.ts",
    "server/coupons/domain/deep/coupon.ts",
    "server/coupons/commands/redeem.ts",
    "server/billing/domain/invoice.ts",
    "server/constants.ts",
    "lib/anything.ts",
    "components/ui/index.ts",
    "components/ui/Button.tsx",
    "server/coupons/domain/coupon-helper.ts",
    "server/kernel/utils.ts",
  ])("%s", (file) => expect(faultsOf(file)).toHaveLength(1));
});

describe("texts", () => {
  test("a file is too long by its lines of code alone", () => {
    const code = Array.from({ length: 300 }, (_, i) => `const n${i} = ${i};`).join("\n");
    expect(faultsOf("server/kernel/long.ts", `/* a\n b */\n\n// c\n${code}`)).toEqual([]);
    expect(faultsOf("server/kernel/long.ts", `${code}\nconst last = 1;`)).toEqual([
      expect.stringContaining("301 lines"),
    ]);
    expect(faultsOf("server/ads/ports.ts", code)).toHaveLength(1);
  });

  test("comments do not count, code beside them does", () => {
    expect(countLines("/** one */\nconst a = 1; // two\n/*\n three\n*/\nconst b = 2;\n")).toBe(2);
  });

  test("what is put off is a fault", () => {
    expect(faultsOf("server/ads/domain/ad.ts", "// TODO: later")).toHaveLength(1);
  });
});

test("a page of ours that names a path that is gone is at fault", () => {
  const files = ["README.md", "server/main.ts", "docs/decisions/001-x.md"];
  const text = "See `server/main.ts`, `server/gone.ts`, `docs/decisions/` and `npm start`.";
  expect(lostPaths(files, () => text)).toEqual([
    { file: "README.md", text: "names server/gone.ts, which is not there" },
  ]);
});
