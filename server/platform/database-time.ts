import "server-only";
/** Raw statements give timestamps as Postgres text (`2026-11-24 03:39:48.12+00`); read it as an instant. */
export function databaseInstant(text: string): Date {
  const iso = text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) throw new TypeError("not a database timestamp");
  return at;
}
