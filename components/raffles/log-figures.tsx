import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { Receipt, ReceiptCode, ReceiptLine } from "@/components/ui/receipt";
import { Stat } from "@/components/ui/stat";
import { TICKET_SOURCES, type TicketSource } from "@/server/raffles/domain/raffle-words";

/** The public state of a raffle's ticket log; the shape of `raffles/{id}/log`. */
export type LogView = {
  readonly leaves: number;
  readonly tickets: number;
  readonly root: string;
  readonly head: { readonly at: string; readonly kid: string; readonly signature: string } | null;
  readonly bySource: Readonly<Partial<Record<TicketSource, number>>>;
  readonly backing: { readonly redemptions: number; readonly pesos: string };
};

/** How many numbers there are, beside the redemptions and pesos that justify them. */
export function LogFigures({ log, mine, ticketsHref }: { log: LogView; mine: number | null; ticketsHref: string }) {
  const t = useTranslations("raffle");
  const format = useFormat();
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Stat label={t("numbers")} value={format.count(log.tickets)} />
      {mine !== null && <Stat label={t("mine")} value={format.count(mine)} href={ticketsHref} />}
      <Stat label={t("redemptions")} value={format.count(log.backing.redemptions)} />
      <Stat label={t("pesos")} value={format.money(log.backing.pesos)} />
    </div>
  );
}

/** Sources that gave any number. */
const sourcesOf = ({ bySource }: LogView) =>
  TICKET_SOURCES.map((source) => [source, bySource[source] ?? 0] as const).filter(([, tickets]) => tickets > 0);

/** The signed head: the fingerprint to keep, and by whom and when it was signed. */
export function SignedHead({ log }: { log: LogView }) {
  const t = useTranslations();
  const format = useFormat();
  return (
    <Receipt heading="h2" title={t("raffle.head")} caption={t("raffle.headBody")}>
      {sourcesOf(log).map(([source, tickets]) => (
        <ReceiptLine key={source} label={t(`tickets.source.${source}`)}>
          {format.count(tickets)}
        </ReceiptLine>
      ))}
      <ReceiptLine label={t("raffle.leaves")}>{format.count(log.leaves)}</ReceiptLine>
      <ReceiptCode label={t("raffle.root")}>{log.root}</ReceiptCode>
      {log.head ? (
        <ReceiptLine label={t("tickets.head")} note={log.head.kid}>
          {format.dateTime(log.head.at)}
        </ReceiptLine>
      ) : (
        <p className="text-ink-muted text-sm">{t("raffle.noHead")}</p>
      )}
    </Receipt>
  );
}
