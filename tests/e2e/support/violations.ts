import { expect, request, test as base } from "@playwright/test";

/** How many violations of its policy browsers have reported to the product under test. */
async function violationsAt(baseURL: string): Promise<number> {
  const context = await request.newContext({ baseURL });
  const metrics = await (await context.get("/metrics")).text();
  await context.dispose();
  const counts = [...metrics.matchAll(/^csp_violations_total\{.*\} (\d+)$/gm)].map(([, count]) => Number(count));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** A spec in which any page tried what its content security policy forbids has failed. */
export const test = base.extend<{ keepsPolicy: void }>({
  keepsPolicy: [
    async ({ baseURL }, use) => {
      const before = await violationsAt(baseURL ?? "");
      await use();
      expect(await violationsAt(baseURL ?? ""), "violations of the content security policy").toBe(before);
    },
    { auto: true },
  ],
});
