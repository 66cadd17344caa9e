import { useTranslations } from "next-intl";

import { Download } from "@/components/ui/icons";
import type { RaffleStatus } from "@/server/raffles/domain/raffle-words";

const afterFreeze = [
  ["tickets", "tickets.csv"],
  ["voids", "voids.csv"],
  ["ineligible", "ineligible.csv"],
  ["commitment", "commitment.json"],
] as const;
export const isFrozen = (status: RaffleStatus): boolean =>
  ["FROZEN", "DRAWN", "CLAIMING", "SETTLED", "VOID"].includes(status);
const isDrawn = (status: RaffleStatus): boolean => ["DRAWN", "CLAIMING", "SETTLED"].includes(status);

/** The files from which anyone can repeat everything; those that exist at this moment. */
export function PublicFiles({ raffleId, status }: { raffleId: string; status: RaffleStatus }) {
  const t = useTranslations("raffle");
  const files = [
    ["rules", "rules.json"] as const,
    ...(isFrozen(status) ? afterFreeze : []),
    ...(isDrawn(status) ? [["certificate", "certificate.json"] as const] : []),
  ];
  return (
    <div className="space-y-2">
      <ul className="flex flex-wrap gap-2">
        {files.map(([key, file]) => (
          <li key={file}>
            <a
              href={`/api/v1/raffles/${raffleId}/${file}`}
              download={file}
              className="rounded-box border-line-strong bg-surface-raised hover:bg-surface-sunken inline-flex min-h-11 items-center gap-2 border px-3 text-sm font-semibold"
            >
              <Download aria-hidden className="size-4" />
              {t(key)}
              <span className="text-ink-muted font-normal">{file}</span>
            </a>
          </li>
        ))}
      </ul>
      {!isFrozen(status) && <p className="text-ink-muted text-sm">{t("afterFreeze")}</p>}
    </div>
  );
}
