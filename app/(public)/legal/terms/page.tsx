import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { LegalText } from "@/components/layout/legal-text";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("legal.terms"))("title") };
}

export default function TermsPage() {
  return <LegalText of="terms" />;
}
