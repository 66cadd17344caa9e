import { tz } from "@date-fns/tz";
import { format } from "date-fns";
import { enUS, es } from "date-fns/locale";

import { MEXICO_CITY } from "@/server/kernel/time";

import type { MessageLocale } from "./message";

const words = {
  "es-MX": { pattern: "d MMM y", locale: es },
  en: { pattern: "MMM d, y", locale: enUS },
} as const;

/** The last Mexico City day before an exclusive end, as people read it: `24 nov 2026`. */
export const lastDayOf = (end: Date, locale: MessageLocale): string =>
  format(new Date(end.getTime() - 1), words[locale].pattern, { in: tz(MEXICO_CITY), locale: words[locale].locale });
