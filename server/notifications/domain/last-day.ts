import { tz } from "@date-fns/tz";
import { format } from "date-fns";
import { enUS } from "date-fns/locale/en-US";
import { es } from "date-fns/locale/es";

import { MEXICO_CITY } from "@/server/kernel/time";

import type { MessageLocale } from "./message";

const words = { "es-MX": es, en: enUS };

/** The last Mexico City day before an exclusive end, as people read it: `24 nov 2026`. */
export const lastDayOf = (end: Date, locale: MessageLocale): string =>
  format(new Date(end.getTime() - 1), "d MMM yyyy", { in: tz(MEXICO_CITY), locale: words[locale] });
