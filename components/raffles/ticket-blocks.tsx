import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { Receipt, ReceiptCode, ReceiptLine } from "@/components/ui/receipt";
import { TicketStrip } from "@/components/ui/ticket-strip";
import type { TicketSource } from "@/server/raffles/domain/raffle-words";

import { SaveReceipt } from "./save-receipt";

/** A block with its receipt; the shape of `raffles/tickets/blocks`. */
export type BlockView = {
  readonly leaf: number;
  readonly first: number;
  readonly count: number;
  readonly source: TicketSource;
  readonly issuedAt: string;
  readonly isVoid: boolean;
  readonly holderNonce: string;
  readonly sourceNonce: string;
  /** The whole receipt as canonical text, to be kept. */
  readonly receipt: string;
  readonly raffleId: string;
};

function BlockReceipt({ block }: { block: BlockView }) {
  const t = useTranslations("tickets");
  const format = useFormat();
  return (
    <details className="rounded-box">
      <summary className="text-accent inline-flex min-h-9 cursor-pointer items-center text-sm font-semibold underline underline-offset-2">
        {t("receipt")}
      </summary>
      <Receipt caption={t("receiptHelp")} torn className="mt-2">
        <ReceiptLine label={t("leaf")}>{format.count(block.leaf)}</ReceiptLine>
        <ReceiptLine label={t("first")}>{format.ticketNumber(block.first)}</ReceiptLine>
        <ReceiptLine label={t("issued")}>{format.dateTime(block.issuedAt)}</ReceiptLine>
        {(["holderNonce", "sourceNonce"] as const).map((key) => (
          <ReceiptCode key={key} label={t(key)}>
            {block[key]}
          </ReceiptCode>
        ))}
        <SaveReceipt
          content={block.receipt}
          name={`jsm-${block.raffleId}-${block.leaf}.json`}
          label={t("saveReceipt")}
        />
      </Receipt>
    </details>
  );
}

/** My numbers in one raffle: a strip for each block. */
export function TicketBlocks({ blocks }: { blocks: readonly BlockView[] }) {
  const t = useTranslations("tickets");
  const format = useFormat();
  return (
    <ul className="space-y-4">
      {blocks.map((block) => {
        const from = format.ticketNumber(block.first);
        const to = block.count > 1 ? format.ticketNumber(block.first + block.count - 1) : undefined;
        return (
          <li key={block.leaf} className="space-y-1">
            <TicketStrip
              from={from}
              to={to}
              spoken={to ? t("spokenRun", { from, to }) : t("spokenOne", { from })}
              count={t("count", { count: block.count })}
              void={block.isVoid}
              caption={`${t(`source.${block.source}`)} · ${format.dateTime(block.issuedAt)}${block.isVoid ? ` · ${t("voided")}` : ""}`}
            />
            <BlockReceipt block={block} />
          </li>
        );
      })}
    </ul>
  );
}
