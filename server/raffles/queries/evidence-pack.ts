import "server-only";
import { asc, eq, sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { raffleFiles, raffles, treeHeads } from "@/db/schema/raffles";
import { joinBytes, toHex, utf8 } from "@/server/kernel/bytes";
import { canonicalBytes, canonicalJson, type Json } from "@/server/kernel/canonical-json";
import { runningSha256 } from "@/server/kernel/hash";
import type { Id } from "@/server/kernel/id";
import { instant } from "@/server/kernel/time";
import type { ZipEntry } from "@/server/kernel/zip";
import { databaseInstant } from "@/server/platform/database-time";

import { drawKeysJson } from "../domain/draw-keys";
import { evidenceReadme } from "../domain/evidence";
import type { DrawKey } from "../domain/signed-document";
import { vacanciesOf } from "./prizes";
import { publishedParts } from "./published-file";
import { winnersOfRaffle } from "./winners";

type EvidenceAsk = { readonly db: ReadDb; readonly id: Id<"raffle">; readonly keys: readonly DrawKey[] };

const whole = (name: string, bytes: Uint8Array): ZipEntry => ({
  name,
  async *parts() {
    yield bytes;
  },
});

const lines = (rows: readonly Json[]): Uint8Array => utf8(rows.map((row) => `${canonicalJson(row)}\n`).join(""));

/** Everything an authority asks for of one raffle; the same state of the raffle gives the same bytes. */
export async function evidencePack(ask: EvidenceAsk): Promise<readonly ZipEntry[]> {
  const { db, id, keys } = ask;
  const entries = [
    whole("LEEME.txt", await readme(db, id)),
    ...(await publishedEntries(db, id)),
    whole("keys.json", canonicalBytes(drawKeysJson(keys))),
    whole("heads.jsonl", await heads(db, id)),
    whole("draw-log.jsonl", await drawLogUpTo(db, id)),
    whole("winners.json", canonicalBytes((await winnersOfRaffle(db, id)) ?? { places: [] })),
    whole("claims.json", canonicalBytes({ claims: await claimsOf(db, id) })),
    whole("promotions.json", canonicalBytes(await vacanciesOf(db, id))),
  ];
  return [...entries, whole("SHA256SUMS", await sumsOf(entries))];
}

async function readme(db: ReadDb, id: Id<"raffle">): Promise<Uint8Array> {
  const [raffle] = await db
    .select({ name: raffles.name, permit: raffles.permitNumber })
    .from(raffles)
    .where(eq(raffles.id, id));
  if (!raffle) throw new Error("the raffle was there a moment ago");
  return utf8(evidenceReadme({ ...raffle, id }));
}

/** Byte for byte as they were published. */
async function publishedEntries(db: ReadDb, id: Id<"raffle">): Promise<ZipEntry[]> {
  const files = await db
    .select({ name: raffleFiles.name })
    .from(raffleFiles)
    .where(eq(raffleFiles.raffleId, id))
    .orderBy(asc(raffleFiles.name));
  return files.map(({ name }) => ({ name, parts: () => publishedParts(db, id, name) }));
}

async function heads(db: ReadDb, id: Id<"raffle">): Promise<Uint8Array> {
  const rows = await db
    .select({ document: treeHeads.document })
    .from(treeHeads)
    .where(eq(treeHeads.raffleId, id))
    .orderBy(asc(treeHeads.leaves));
  return joinBytes(...rows.map(({ document }) => utf8(`${document}\n`)));
}

type LogRow = { index: string; kind: string; raffle: string; sha256: string; root: string; at: string };

/** The public log from its beginning to the last document of this raffle: enough to compute each root again. */
async function drawLogUpTo(db: ReadDb, id: Id<"raffle">): Promise<Uint8Array> {
  const rows = await db.execute<LogRow>(sql`
    select leaf_index::text as index, kind, raffle_id as raffle, document as sha256, encode(root_after, 'hex') as root, at::text
    from draw_log where leaf_index <= (select max(leaf_index) from draw_log where raffle_id = ${id}) order by leaf_index`);
  return lines([...rows].map((row) => ({ ...row, index: Number(row.index), at: instant(databaseInstant(row.at)) })));
}

type ClaimRow = {
  outcome: string;
  place: number;
  prize: string | null;
  ticket: string;
  status: string;
  deadline: string | null;
  claimed: string | null;
  identified: string | null;
  delivered: string | null;
  evidence: string | null;
};

const instantOf = (text: string | null): string | null => (text === null ? null : instant(databaseInstant(text)));

async function claimsOf(db: ReadDb, id: Id<"raffle">): Promise<Json[]> {
  const rows = await db.execute<ClaimRow>(sql`
    select a.outcome, a.place, r.prizes -> a.prize_index ->> 'name' as prize, a.ticket::text, a.status, a.claim_deadline::text as deadline,
      c.claimed_at::text as claimed, c.identified_at::text as identified, c.delivered_at::text as delivered, c.evidence
    from awards a join raffles r on r.id = a.raffle_id left join claims c on c.award_id = a.id
    where a.raffle_id = ${id} order by a.outcome desc, a.place`);
  return [...rows].map((row) => ({
    outcome: row.outcome,
    place: row.place,
    prize: row.prize,
    ticketNumber: Number(row.ticket),
    status: row.status,
    claimDeadline: instantOf(row.deadline),
    claimedAt: instantOf(row.claimed),
    identifiedAt: instantOf(row.identified),
    deliveredAt: instantOf(row.delivered),
    evidence: row.evidence,
  }));
}

/** As `sha256sum -c` reads it. */
async function sumsOf(entries: readonly ZipEntry[]): Promise<Uint8Array> {
  const sums: string[] = [];
  for (const { name, parts } of entries) {
    const hash = runningSha256();
    for await (const part of parts()) hash.update(part);
    sums.push(`${toHex(hash.digest())}  ${name}\n`);
  }
  return utf8(sums.join(""));
}
