import { cx } from "class-variance-authority";
import { getLocale, getTranslations } from "next-intl/server";
import { cookies } from "next/headers";
import type { ReactNode } from "react";

import { asTheme, LOCALES, THEME_COOKIE, THEMES } from "../providers/preferences";
import { Monitor, Moon, Sun } from "../ui/icons";
import { storePreference } from "./preferences-action";

const themeSign = { system: Monitor, light: Sun, dark: Moon } as const;

type OptionProps = { name: "theme" | "locale"; value: string; chosen: boolean; label?: string; children: ReactNode };

function Option({ name, value, chosen, label, children }: OptionProps) {
  return (
    <button
      type="submit"
      name={name}
      value={value}
      aria-pressed={chosen}
      {...(label !== undefined && { "aria-label": label, title: label })}
      className={cx(
        "inline-flex h-9 min-w-9 [.face-attendant_&]:h-18 [.face-attendant_&]:min-w-18 items-center justify-center px-2 text-sm font-semibold transition-colors first:rounded-l-box last:rounded-r-box [&>svg]:size-4",
        chosen ? "bg-accent text-accent-ink" : "bg-surface-raised text-ink hover:bg-surface-sunken",
      )}
    >
      {children}
    </button>
  );
}

/** Theme and language. Server-rendered forms: no script is needed to choose. */
export async function PreferencesForm() {
  const t = await getTranslations("preferences");
  const locale = await getLocale();
  const theme = asTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <form action={storePreference} className="flex flex-wrap items-center gap-3">
      <div
        role="group"
        aria-label={t("theme")}
        className="rounded-box border-line-strong inline-flex overflow-hidden border"
      >
        {THEMES.map((option) => {
          const Sign = themeSign[option];
          return (
            <Option key={option} name="theme" value={option} chosen={option === theme} label={t(option)}>
              <Sign aria-hidden />
            </Option>
          );
        })}
      </div>
      <div
        role="group"
        aria-label={t("language")}
        className="rounded-box border-line-strong inline-flex overflow-hidden border"
      >
        {LOCALES.map((option) => (
          <Option key={option} name="locale" value={option} chosen={option === locale}>
            {option === "en" ? t("en") : t("esMX")}
          </Option>
        ))}
      </div>
    </form>
  );
}
