import { useTranslations } from "next-intl";

import { ShieldCheck } from "@/components/ui/icons";

/** To the page where anybody can check this receipt; it travels behind the `#`, which no server sees. */
export function SignedLink({ receipt }: { receipt: string }) {
  const t = useTranslations("receipts");
  return (
    <a
      href={`/receipts#${receipt}`}
      className="text-accent inline-flex min-h-11 items-center gap-2 font-semibold hover:underline"
    >
      <ShieldCheck aria-hidden className="size-5" />
      {t("open")}
    </a>
  );
}
