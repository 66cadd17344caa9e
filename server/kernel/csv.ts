// What a spreadsheet would take for a formula.
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const isNumber = /^-?\d+(\.\d+)?$/.test(value);
  const safe = FORMULA.test(value) && !isNumber ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

type Row = readonly (string | number | null)[];

/** Rows as RFC 4180 text. Text that a spreadsheet would run as a formula is defused. */
export const csvRows = (rows: readonly Row[]): string => rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");

/** `csvRows` under a head. */
export const csvOf = (head: readonly string[], rows: readonly Row[]): string => csvRows([head, ...rows]);
