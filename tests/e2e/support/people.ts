import { type BrowserContextOptions, expect, type Page } from "@playwright/test";

import { test as base } from "./violations";

type Visit = {
  /** Where the one-click sign-in leads. */ next?: string;
  /** A language other than Spanish. */ locale?: "en";
  context?: BrowserContextOptions;
};

type People = {
  /** Whatever a console calls an error, or nobody caught; a test that expects one takes it out. */
  faults: string[];
  /** A page in a browser of its own, signed in as a seeded account or as nobody. */
  open: (account?: string, visit?: Visit) => Promise<Page>;
};

/** Pages of several people in one test; a fault in any of them fails it. */
export const test = base.extend<People>({
  faults: [
    // oxlint-disable-next-line no-empty-pattern -- the runner reads from the pattern what a fixture needs
    async ({}, hand) => {
      const faults: string[] = [];
      await hand(faults);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
  open: async ({ browser, faults, baseURL }, hand) => {
    const contexts: { close(): Promise<void> }[] = [];
    await hand(async (account, { next = "/wallet", locale, context: options } = {}) => {
      const context = await browser.newContext({ ...options, ...(locale && { locale: "en-US" }) });
      contexts.push(context);
      if (locale) await context.addCookies([{ name: "jsm.locale", value: locale, url: baseURL ?? "" }]);
      const page = await context.newPage();
      page.on("console", (message) => message.type() === "error" && faults.push(`${page.url()}: ${message.text()}`));
      page.on("pageerror", (fault) => faults.push(`${page.url()}: ${fault.message}`));
      if (account) await signIn(page, account, next);
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

/** With the demonstration's one click. */
export async function signIn(page: Page, account: string, next: string): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
  await page.getByRole("button", { name: account }).click();
  await page.waitForURL((url) => !/^\/(sign-in|go)/.test(url.pathname));
}

export { expect };
