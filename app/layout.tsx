import "./globals.css";
import type { Metadata, Viewport } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";

import { Messages } from "@/components/providers/messages";
import { NonceProvider } from "@/components/providers/nonce-provider";
import { asTheme, THEME_COOKIE } from "@/components/providers/preferences";

import { archivo } from "./fonts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return {
    title: { default: t("appName"), template: `%s · ${t("appName")}` },
    description: t("tagline"),
    applicationName: t("appName"),
    formatDetection: { telephone: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f5f1e8" },
    { media: "(prefers-color-scheme: dark)", color: "#000000" },
  ],
};

// Reading headers keeps every page dynamic, which the nonce of the content security policy needs.
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const theme = asTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang={await getLocale()} className={archivo.variable} {...(theme !== "system" && { "data-theme": theme })}>
      <body className="bg-surface text-ink font-sans text-base antialiased">
        <NonceProvider nonce={nonce} />
        <Messages only={["common", "state"]}>{children}</Messages>
      </body>
    </html>
  );
}
