/** What one test, or one step that counts as a test, came to. */
export type Outcome = { readonly name: string; readonly isPassed: boolean; readonly ms: number };

/** The one closing line. */
export function closingLine(outcomes: readonly Outcome[]): string {
  const passed = outcomes.filter((outcome) => outcome.isPassed).length;
  return `${passed} passed, ${outcomes.length - passed} failed`;
}

/** The slowest tests, slowest first, one line each. */
export function slowest(outcomes: readonly Outcome[], count: number): string[] {
  return outcomes
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, count)
    .map(({ name, ms }) => `  ${(ms / 1000).toFixed(1).padStart(6)} s  ${name}`);
}

/** A program that failed although none of its tests did has failed all the same. */
export function withExit(step: string, outcomes: readonly Outcome[], isExitGood: boolean): readonly Outcome[] {
  const hasFailure = outcomes.some((outcome) => !outcome.isPassed);
  if (outcomes.length === 0 && isExitGood) return [{ name: `${step}: no test ran`, isPassed: false, ms: 0 }];
  if (isExitGood || hasFailure) return outcomes;
  return [...outcomes, { name: `${step}: ended with an error`, isPassed: false, ms: 0 }];
}
