import type { inferRouterOutputs } from "@trpc/server";
import { useTranslations } from "next-intl";
import Link from "next/link";

import { useFormat } from "@/components/format/use-format";
import type { AppRouter } from "@/server/api/root";

type Notice = inferRouterOutputs<AppRouter>["notifications"]["notices"]["notices"][number];

/** What the person was told, the newest first; the same words that were mailed. */
export function NoticeList({ notices }: { notices: readonly Notice[] }) {
  const t = useTranslations("account");
  const format = useFormat();
  if (notices.length === 0) return <p className="text-ink-muted">{t("noNotices")}</p>;
  return (
    <ul className="border-line divide-line divide-y border-y">
      {notices.map(({ id, at, subject, lines, link }) => (
        <li key={id}>
          <details className="group py-3">
            <summary className="min-h-9 cursor-pointer">
              <span className="font-semibold">{subject}</span>
              <span className="text-ink-muted block text-sm">{format.dateTime(at)}</span>
            </summary>
            <div className="mt-2 space-y-2">
              {lines.map((line) => (
                <p key={line}>{line}</p>
              ))}
              {link && (
                <Link
                  href={link.path}
                  className="text-accent inline-flex min-h-11 items-center font-semibold underline"
                >
                  {link.label}
                </Link>
              )}
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}
