import { expect } from "vitest";

import { checkInvariants } from "@/db/invariants/check";

/** After every race and kill: no rule of the books is broken. */
export async function expectBooksHold(url: string): Promise<void> {
  const findings = await checkInvariants({ url, isDurable: false });
  expect(findings.filter((finding) => finding.violations > 0)).toEqual([]);
}
