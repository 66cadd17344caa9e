import "server-only";
import { and, asc, eq } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { raffleFileParts, raffleFiles } from "@/db/schema/raffles";
import { joinBytes } from "@/server/kernel/bytes";
import type { Id } from "@/server/kernel/id";

export type FileFacts = { readonly contentType: string; readonly sha256: string; readonly size: number };

export async function publishedFacts(db: ReadDb, raffleId: Id<"raffle">, name: string): Promise<FileFacts | undefined> {
  const [file] = await db
    .select({ contentType: raffleFiles.contentType, sha256: raffleFiles.sha256, size: raffleFiles.size })
    .from(raffleFiles)
    .where(and(eq(raffleFiles.raffleId, raffleId), eq(raffleFiles.name, name)));
  return file;
}

/** The bytes as they were published, about a megabyte at a time. */
export async function* publishedParts(db: ReadDb, raffleId: Id<"raffle">, name: string): AsyncGenerator<Uint8Array> {
  const own = and(eq(raffleFileParts.raffleId, raffleId), eq(raffleFileParts.name, name));
  const parts = await db
    .select({ part: raffleFileParts.part })
    .from(raffleFileParts)
    .where(own)
    .orderBy(asc(raffleFileParts.part));
  for (const { part } of parts) {
    const [row] = await db
      .select({ body: raffleFileParts.body })
      .from(raffleFileParts)
      .where(and(own, eq(raffleFileParts.part, part)));
    if (row !== undefined) yield row.body;
  }
}

/** A published file whole, byte for byte; undefined where there is none (parts alone are not published yet). */
export async function publishedFile(
  db: ReadDb,
  raffleId: Id<"raffle">,
  name: string,
): Promise<{ contentType: string; bytes: Uint8Array } | undefined> {
  const facts = await publishedFacts(db, raffleId, name);
  if (facts === undefined) return undefined;
  const parts: Uint8Array[] = [];
  for await (const part of publishedParts(db, raffleId, name)) parts.push(part);
  return { contentType: facts.contentType, bytes: joinBytes(...parts) };
}
