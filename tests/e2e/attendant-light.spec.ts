import { expect } from "@playwright/test";

import { test } from "./support/violations";

const INK = "rgb(22, 25, 26)";
const WHITE = "rgb(255, 255, 255)";

test("on a phone set to dark, the attendant's screen is light and its words are dark", async ({ browser }) => {
  const context = await browser.newContext({ colorScheme: "dark" });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "despachador@demo.jsm" }).click();
  await page.waitForURL("**/redeem");
  const typeCode = page.getByRole("button", { name: "Escribir código" });
  await expect(typeCode).toHaveCSS("color", INK);
  await expect(typeCode).toHaveCSS("background-color", WHITE);
  await context.close();
});
