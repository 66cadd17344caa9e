import "server-only";
import { toHex } from "@/server/kernel/bytes";
import { canonicalBytes } from "@/server/kernel/canonical-json";
import { sha256 } from "@/server/kernel/hash";

import { drawAlgorithm } from "../domain/commitment";
import { instantText } from "../domain/document";
import type { Raffle } from "../domain/raffle";
import { type DrawSigner, signDocument } from "../domain/signed-document";
import type { RafflesUnit } from "../ports";

export type Ending = {
  readonly raffle: Raffle;
  readonly status: "CANCELLED" | "VOID";
  readonly reason: string;
  readonly at: Date;
};

/** A raffle ends without winners: a signed public document says why, and stands in the draw log. */
export async function endRaffle(
  { draws, raffles }: RafflesUnit,
  signer: DrawSigner,
  { raffle, status, reason, at }: Ending,
): Promise<void> {
  const kind = status === "VOID" ? "void" : "cancellation";
  const { id, leaves, tickets, root } = raffle;
  const facts = {
    alg: drawAlgorithm,
    at: instantText(at.getTime()),
    leaves,
    raffle: id,
    reason,
    root,
    status,
    tickets,
  };
  const bytes = canonicalBytes(signDocument(facts, signer));
  await draws.addFile(id, { name: `${kind}.json`, bytes }, at);
  await draws.lockDrawLog();
  await draws.appendDocument({ kind, raffleId: id, sha256: toHex(sha256(bytes)), at });
  await raffles.end(id, status, reason);
}
