import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { Star } from "@/components/ui/icons";

type ReviewView = {
  readonly id: string;
  readonly stars: number;
  readonly body: string | null;
  readonly createdAt: string;
};

/** What customers said, the newest first, without their names. */
export function ReviewList({ reviews, timeZone }: { reviews: readonly ReviewView[]; timeZone: string }) {
  const t = useTranslations("stations");
  const format = useFormat();
  if (reviews.length === 0) return <p className="text-ink-muted">{t("noReviews")}</p>;
  return (
    <ul className="divide-line border-line divide-y border-y">
      {reviews.map(({ id, stars, body, createdAt }) => (
        <li key={id} className="space-y-1 py-3">
          <p className="flex items-center gap-2 text-sm">
            <Star aria-hidden className="size-4" />
            <strong>{t("starsOfFive", { stars })}</strong>
            <span className="text-ink-muted">{format.date(createdAt, timeZone)}</span>
          </p>
          {body !== null && <p className="max-w-prose whitespace-pre-line">{body}</p>}
        </li>
      ))}
    </ul>
  );
}
