import "server-only";
import { joinBytes } from "@/server/kernel/bytes";
import { sha256 } from "@/server/kernel/hash";

import type { FrozenDraw } from "../domain/certificate";
import { readCommitment } from "../domain/commitment";
import type { PublishedName } from "../domain/draw-record";
import { readIneligible, readVoids } from "../domain/exclusion-list";
import type { RaffleId } from "../domain/raffle";
import { readRules } from "../domain/rules-document";
import { TicketListReader } from "../domain/ticket-list-reader";
import type { RafflesCtx } from "./raffles-ctx";

/** The draw computes from what was published, never from the tables behind it. */
export async function loadFrozen(ctx: RafflesCtx, id: RaffleId): Promise<FrozenDraw> {
  const partsOf = (name: PublishedName) => ctx.services.raffles.publishedParts(id, name);
  const commitmentFile = await whole(partsOf("commitment.json"));
  const commitment = readCommitment(commitmentFile);
  const reader = new TicketListReader(id);
  for await (const piece of partsOf("tickets.csv")) reader.push(piece);
  return {
    commitmentHash: sha256(commitmentFile),
    commitment,
    rules: readRules(await whole(partsOf("rules.json"))),
    list: reader.end(),
    voids: readVoids(await whole(partsOf("voids.csv")), commitment.leaves),
    ineligible: readIneligible(await whole(partsOf("ineligible.csv"))),
  };
}

async function whole(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of parts) pieces.push(piece);
  return joinBytes(...pieces);
}
