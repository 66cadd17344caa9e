import "server-only";
import { sql } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import type { Id } from "@/server/kernel/id";

/** The picture of an ad; undefined where there is none. */
export async function adImage(db: ReadDb, id: Id<"creative">) {
  const [row] = await db.execute<{ content_type: string; body: Uint8Array }>(sql`
    select f.content_type, f.body from creatives a join files f on f.id = a.file_id where a.id = ${id}`);
  return row && { contentType: row.content_type, body: row.body };
}
