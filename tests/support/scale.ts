/** The counts of the long run; everywhere else a tenth, and never none. */
export const isFull = process.env["JSM_TEST_SCALE"] === "full";

export const scale = (full: number): number => (isFull ? full : Math.max(1, Math.round(full / 10)));

/** Says what was asked and done, so that a figure can be read from the run itself. */
export const tell = (what: string, figures: Readonly<Record<string, number | string>>): void => {
  const parts = Object.entries(figures).map(([name, figure]) => `${name} ${figure}`);
  process.stdout.write(`${what}: ${parts.join(", ")}\n`);
};
