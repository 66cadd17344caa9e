import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { ForgotForm } from "@/components/auth/forgot-form";
import { PageHeader } from "@/components/ui/page-header";

import { forgotAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("forgot.title") };
}

export default async function ForgotPage() {
  const t = await getTranslations("auth");
  return (
    <>
      <PageHeader title={t("forgot.title")} lead={t("forgot.lead")} />
      <ForgotForm action={forgotAction} />
    </>
  );
}
