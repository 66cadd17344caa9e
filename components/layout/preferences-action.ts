"use server";

import { cookies } from "next/headers";

import { asTheme, LOCALE_COOKIE, LOCALES, THEME_COOKIE } from "../providers/preferences";

const YEAR_S = 31_536_000;
const kept = { path: "/", maxAge: YEAR_S, sameSite: "lax", httpOnly: true } as const;

/** Stores how a visitor wants to see the product. Unknown values are ignored. Works without JavaScript, as a plain form. */
export async function storePreference(form: FormData): Promise<void> {
  const jar = await cookies();
  const theme = form.get("theme");
  if (typeof theme === "string") jar.set(THEME_COOKIE, asTheme(theme), kept);
  const locale = LOCALES.find((known) => known === form.get("locale"));
  if (locale) jar.set(LOCALE_COOKIE, locale, kept);
}
