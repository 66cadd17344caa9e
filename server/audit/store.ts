import "server-only";
import { sql } from "drizzle-orm";

import type { Tx } from "@/db/client";
import { fromHex, toHex } from "@/server/kernel/bytes";

import { emptyChain } from "./domain/seal";
import type { AuditStore } from "./ports";

export const auditStore = (tx: Tx): AuditStore => ({
  async head() {
    const [row] = await tx.execute<{ seq: string; hash: string }>(sql`
      select seq, encode(hash, 'hex') as hash from audit_log order by seq desc limit 1`);
    return row ? { seq: Number(row.seq), hash: fromHex(row.hash, 32) } : emptyChain;
  },
  async append(seals) {
    const rows = seals.map((seal) => ({
      seq: seal.seq,
      event_id: seal.eventId,
      body: seal.body,
      prev: toHex(seal.prev),
      hash: toHex(seal.hash),
    }));
    await tx.execute(sql`
      insert into audit_log (seq, event_id, body, prev, hash)
      select s.seq, s.event_id, s.body, decode(s.prev, 'hex'), decode(s.hash, 'hex')
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s(seq bigint, event_id uuid, body text, prev text, hash text)`);
  },
});
