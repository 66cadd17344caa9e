import { expect, type Page } from "@playwright/test";
import axe from "axe-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
type Found = { id: string; impact: string | null | undefined; where: string };

/** Nothing hangs over the edge of the screen, and no rule of WCAG 2.2 AA that a machine can check is broken. */
export async function expectLegible(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(over, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(0);
  await page.evaluate(axe.source);
  const found: Found[] = await page.evaluate(async (tags) => {
    const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
    return violations.flatMap(({ id, impact, nodes }) =>
      nodes.map(({ target }) => ({ id, impact, where: target.join(" ") })),
    );
  }, TAGS);
  expect.soft(found, page.url()).toEqual([]);
}

/** Everything that can be pressed, as far as a finger in a glove needs it to be; links inside a line of text excepted. */
export async function expectLargeTargets(page: Page, leastPx: number): Promise<void> {
  const small = await page.evaluate((least) => {
    const pressable = document.querySelectorAll(":is(main, [role=dialog]) :is(button, a[href]:not(p a))");
    return [...pressable]
      .map((one) => ({ one, box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && Math.min(box.width, box.height) < least)
      .map(({ one, box }) => `${one.textContent} ${Math.round(box.width)}×${Math.round(box.height)}`);
  }, leastPx);
  expect.soft(small, page.url()).toEqual([]);
}
