import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";

import { SignUpForm } from "@/components/auth/sign-up-form";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { currentUser } from "@/server/api/rsc";

import { signUpAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("common"))("signUp") };
}

export default async function SignUpPage() {
  if (await currentUser()) redirect("/go");
  const t = await getTranslations();
  return (
    <>
      <PageHeader title={t("auth.signUp.title")} lead={t("auth.signUp.lead")} />
      <SignUpForm action={signUpAction} />
      <p className="border-line mt-8 flex flex-wrap items-center justify-between gap-3 border-t pt-4">
        {t("auth.haveAccount")}
        <ButtonLink href="/sign-in" tone="secondary">
          {t("common.signIn")}
        </ButtonLink>
      </p>
    </>
  );
}
