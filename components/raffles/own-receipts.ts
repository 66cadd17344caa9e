import type { TicketReceipt } from "@/server/raffles/domain/receipt";

export type OwnPage = {
  readonly blocks: readonly { readonly isVoid: boolean; readonly receipt: TicketReceipt }[];
  readonly nextCursor: string | null;
};

/** The signed-in person's receipts of a raffle, a hundred at a time; undefined where they could not be had. */
export async function ownPage(raffleId: string, cursor: string | null): Promise<OwnPage | undefined> {
  const query = new URLSearchParams({ raffleId, limit: "100", ...(cursor !== null && { cursor }) });
  const response = await fetch(`/api/v1/raffles/tickets/blocks?${query}`).catch(() => undefined);
  return response?.ok ? ((await response.json()) as OwnPage) : undefined; // the contract of the REST surface
}

/** Lets the page draw and answer between pieces of work. */
export const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
