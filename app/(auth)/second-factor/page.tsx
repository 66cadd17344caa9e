import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";

import { EnrolForm } from "@/components/auth/enrol-form";
import { StepUpForm } from "@/components/auth/step-up-form";
import { PageHeader } from "@/components/ui/page-header";
import { api, currentUser } from "@/server/api/rsc";
import { ownPath } from "@/server/auth/domain/own-path";

import { confirmAction, enrolAction, stepUpAction } from "./actions";

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("factor.title") };
}

/** Where the second step is turned on, and where it is shown once more for what wants it fresh. */
export default async function SecondFactorPage({ searchParams }: Props) {
  const { next: asked } = await searchParams;
  const next = ownPath(typeof asked === "string" ? asked : undefined);
  if (!(await currentUser())) redirect(`/sign-in?next=${encodeURIComponent(`/second-factor?next=${next}`)}`);
  const [t, calls] = await Promise.all([getTranslations("auth"), api()]);
  const { hasSecondFactor } = await calls.auth.profile();
  return hasSecondFactor ? (
    <>
      <PageHeader title={t("factor.freshTitle")} lead={t("factor.fresh")} />
      <StepUpForm action={stepUpAction} next={next} />
    </>
  ) : (
    <>
      <PageHeader title={t("factor.title")} lead={t("factor.off")} />
      <EnrolForm enrol={enrolAction} confirm={confirmAction} next={next} />
    </>
  );
}
