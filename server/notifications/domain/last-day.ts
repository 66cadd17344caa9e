import { MEXICO_CITY } from "@/server/kernel/time";

import type { MessageLocale } from "./message";

/** The last Mexico City day before an exclusive end, as people read it: `24 nov 2026`. */
export const lastDayOf = (end: Date, locale: MessageLocale): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: MEXICO_CITY }).format(new Date(end.getTime() - 1));
