import { getRequestConfig } from "next-intl/server";
import { cookies, headers } from "next/headers";

import { chooseLocale, LOCALE_COOKIE, type Locale } from "./preferences";

const load: Record<Locale, () => Promise<{ default: Record<string, unknown> }>> = {
  "es-MX": () => import("@/messages/es-MX.json"),
  en: () => import("@/messages/en.json"),
};

// next-intl finds this file through next.config.js and takes its default export.
export default getRequestConfig(async () => {
  const stored = (await cookies()).get(LOCALE_COOKIE)?.value;
  const locale = chooseLocale(stored, (await headers()).get("accept-language"));
  return { locale, messages: (await load[locale]()).default, timeZone: "America/Mexico_City" };
});
