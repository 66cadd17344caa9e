import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { ResetForm } from "@/components/auth/reset-form";
import { PageHeader } from "@/components/ui/page-header";

import { resetAction } from "./actions";

type Props = { searchParams: Promise<{ token?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("reset.title") };
}

export default async function ResetPage({ searchParams }: Props) {
  const { token } = await searchParams;
  const t = await getTranslations("auth");
  return (
    <>
      <PageHeader title={t("reset.title")} lead={t("reset.lead")} />
      <ResetForm action={resetAction} token={typeof token === "string" ? token : ""} />
    </>
  );
}
