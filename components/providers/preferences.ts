/** What a visitor chose about how the product looks. Kept in cookies so that the server renders it right the first time. */
export const LOCALES = ["es-MX", "en"] as const;
export type Locale = (typeof LOCALES)[number];
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const LOCALE_COOKIE = "jsm.locale";
export const THEME_COOKIE = "jsm.theme";

export const asTheme = (text: string | undefined): Theme => THEMES.find((theme) => theme === text) ?? "system";

const asLocale = (tag: string): Locale | undefined => {
  const language = tag.trim().toLowerCase().split("-")[0];
  return LOCALES.find((locale) => locale.split("-")[0] === language);
};

/** The stored choice, else the best of `Accept-Language` by its q values, else Spanish of Mexico. */
export function chooseLocale(stored: string | undefined, acceptLanguage: string | null): Locale {
  const kept = LOCALES.find((locale) => locale === stored);
  if (kept) return kept;
  const wishes = (acceptLanguage ?? "")
    .split(",")
    .slice(0, 20)
    .map((part) => {
      const [tag = "", q] = part.split(";q=");
      return { locale: asLocale(tag), weight: q === undefined ? 1 : Number(q) };
    })
    .filter((wish) => wish.locale !== undefined && wish.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return wishes[0]?.locale ?? "es-MX";
}
