import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { VerifyForm } from "@/components/auth/verify-form";
import { PageHeader } from "@/components/ui/page-header";

import { verifyAction } from "./actions";

type Props = { searchParams: Promise<{ token?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("verify.title") };
}

export default async function VerifyPage({ searchParams }: Props) {
  const { token } = await searchParams;
  const t = await getTranslations("auth");
  return (
    <>
      <PageHeader title={t("verify.title")} lead={t("verify.lead")} />
      <VerifyForm action={verifyAction} token={typeof token === "string" ? token : ""} />
    </>
  );
}
