import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { embeddedParts } from "@/server/api/rsc";

import { signInAction } from "./actions";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const DEMO_PASSWORD = "Demo-Gasolinera-2026";
const demoAccounts = ["cliente", "cliente2", "despachador", "gerente", "admin", "admin2", "auditora", "anunciante"];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("common"))("signIn") };
}

const one = (value: string | string[] | undefined): string => (typeof value === "string" ? value : "");

export default async function SignInPage({ searchParams }: Props) {
  const [asked, t, demo] = await Promise.all([searchParams, getTranslations(), embeddedParts()]);
  const code = one(asked["code"]);
  const refusal = code === "mfa_required" ? "MFA_REQUIRED" : code === "rate_limited" ? "RATE_LIMITED" : "UNAUTHORIZED";
  return (
    <>
      <PageHeader title={t("common.signIn")} />
      {code !== "" && <Notice tone="warn">{t(`refusal.${refusal}`)}</Notice>}
      <form action={signInAction} className="mt-4 space-y-4">
        <input type="hidden" name="next" value={one(asked["next"])} />
        <Field label={t("account.email")}>
          {(props) => (
            <Input
              {...props}
              name="identifier"
              autoComplete="username"
              required
              defaultValue={one(asked["identifier"])}
            />
          )}
        </Field>
        <Field label={t("signIn.password")}>
          {(props) => <Input {...props} name="password" type="password" autoComplete="current-password" required />}
        </Field>
        <Field label={t("signIn.otp")} note={t("common.optional")}>
          {(props) => <Input {...props} name="otp" inputMode="numeric" autoComplete="one-time-code" maxLength={20} />}
        </Field>
        <Button type="submit">{t("common.signIn")}</Button>
      </form>
      {demo && (
        <section aria-label={t("signIn.demo")} className="mt-8 space-y-2">
          <h2 className="font-semibold">{t("signIn.demo")}</h2>
          {demoAccounts.map((name) => (
            <form key={name} action={signInAction}>
              <input type="hidden" name="identifier" value={`${name}@demo.jsm`} />
              <input type="hidden" name="password" value={DEMO_PASSWORD} />
              <Button type="submit" tone="secondary">{`${name}@demo.jsm`}</Button>
            </form>
          ))}
        </section>
      )}
    </>
  );
}
