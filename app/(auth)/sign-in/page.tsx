import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";

import { DemoAccounts } from "@/components/auth/demo-accounts";
import { SignInForm } from "@/components/auth/sign-in-form";
import { ForgetCodes } from "@/components/coupons/offline/forget-codes";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { currentUser, embeddedParts } from "@/server/api/rsc";
import { RENEW_PATH, RETURNING_COOKIE } from "@/server/auth/domain/cookies";
import { demoAccounts } from "@/server/auth/domain/demo-accounts";
import { ownPath } from "@/server/auth/domain/own-path";

import { demoSignInAction, signInAction } from "./actions";

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("common"))("signIn") };
}

export default async function SignInPage({ searchParams }: Props) {
  const [asked, who, demo] = await Promise.all([searchParams, currentUser(), embeddedParts()]);
  const next = ownPath(typeof asked.next === "string" ? asked.next : undefined);
  if (who) redirect(next);
  // Whoever was here within the week still holds a refresh token, which travels to one path only.
  if ((await cookies()).has(RETURNING_COOKIE)) redirect(`${RENEW_PATH}?next=${encodeURIComponent(next)}`);
  const t = await getTranslations();
  return (
    <>
      <ForgetCodes />
      <PageHeader title={t("auth.signIn.title")} />
      <SignInForm action={signInAction} next={next} />
      <p className="border-line mt-8 flex flex-wrap items-center justify-between gap-3 border-t pt-4">
        {t("auth.noAccount")}
        <ButtonLink href="/sign-up" tone="secondary">
          {t("common.signUp")}
        </ButtonLink>
      </p>
      {demo && (
        <div className="mt-10">
          <DemoAccounts accounts={demoAccounts} action={demoSignInAction} next={next} />
        </div>
      )}
    </>
  );
}
