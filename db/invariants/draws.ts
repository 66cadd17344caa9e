import { createPublicKey, type KeyObject, verify } from "node:crypto";

import type { TransactionSql } from "postgres";

import { decodeQrCode } from "@/server/coupons/domain/qr-code";
import { fromHex, joinBytes, toHex, utf8 } from "@/server/kernel/bytes";
import { sha256 } from "@/server/kernel/hash";
import { drawKeysJson } from "@/server/raffles/domain/draw-keys";
import { documentLeaf } from "@/server/raffles/domain/draw-log";
import { growTree, noPeaks, rootOf } from "@/server/raffles/domain/sum-tree";
import { drawFileNames, type DrawFiles, type DrawVerdict, verifyBundle } from "@/server/raffles/domain/verify-draw";

/** A rule that takes code to check; answers the rows that break it. */
export type CodeEquation = {
  readonly id: string;
  readonly title: string;
  /** `touched`: the coupons that moved, where only the newest is checked. */
  find(tx: TransactionSql, touched?: readonly string[]): Promise<readonly Record<string, unknown>[]>;
};

type KeyRow = { kid: string; purpose: string; public_key: string; from: Date; to: Date | null };

const keysOf = (tx: TransactionSql, purpose: string) => tx<KeyRow[]>`
  select kid, purpose, public_key, created_at as "from", retired_at as "to" from signing_keys where purpose = ${purpose}`;

const raw = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "base64url"));

async function keysFile(tx: TransactionSql): Promise<Uint8Array> {
  const keys = (await keysOf(tx, "DRAW")).map(({ kid, public_key, from, to }) => ({
    kid,
    publicKey: toHex(raw(public_key)),
    fromMs: from.getTime(),
    toMs: to?.getTime() ?? null,
  }));
  return utf8(JSON.stringify(drawKeysJson(keys)));
}

type FileRow = { name: string; sha256: string; size: string };

/** The files as they are served, with those whose bytes are not what was published. */
async function publishedFiles(tx: TransactionSql, raffleId: string): Promise<{ files: DrawFiles; altered: string[] }> {
  const files: { -readonly [name in keyof DrawFiles]: DrawFiles[name] } = {};
  const altered: string[] = [];
  const rows = await tx<
    FileRow[]
  >`select name, sha256, size from raffle_files where raffle_id = ${raffleId} order by name`;
  for (const { name, sha256: published, size } of rows) {
    const parts = await tx<{ body: Buffer }[]>`
      select body from raffle_file_parts where raffle_id = ${raffleId} and name = ${name} order by part`;
    const bytes = joinBytes(...parts.map(({ body }) => new Uint8Array(body)));
    if (toHex(sha256(bytes)) !== published || bytes.length !== Number(size)) altered.push(name);
    const known = drawFileNames.find((each) => each === name);
    if (known) files[known] = bytes;
  }
  return { files, altered };
}

async function committedRaffles(tx: TransactionSql): Promise<string[]> {
  const rows = await tx<{ raffle_id: string }[]>`select raffle_id from commitments order by raffle_id`;
  return rows.map((row) => row.raffle_id);
}

type AwardRow = { outcome: string; place: number; ticket: string; leaf_index: string; tag: string | null };

/** Awards must be the recomputed places, in order, for the holder of each leaf. */
async function awardsDiffer(
  tx: TransactionSql,
  raffleId: string,
  { places, commitment }: DrawVerdict,
): Promise<boolean> {
  const awards = await tx<AwardRow[]>`
    select a.outcome, a.place, a.ticket, a.leaf_index, encode(b.holder_tag, 'hex') as tag from awards a
    left join ticket_blocks b on b.raffle_id = a.raffle_id and b.leaf_index = a.leaf_index and b.user_id = a.user_id
    where a.raffle_id = ${raffleId} order by case a.outcome when 'WINNER' then 0 else 1 end, a.place`;
  const winners = commitment?.winners ?? 0;
  const told = (places ?? []).map(({ ticket, leaf, holderTag }, i) => {
    const place = i < winners ? `WINNER ${i + 1}` : `ALTERNATE ${i - winners + 1}`;
    return `${place} ${ticket} ${leaf} ${holderTag}`;
  });
  const kept = awards.map((award) => [award.outcome, award.place, award.ticket, award.leaf_index, award.tag].join(" "));
  return told.join("\n") !== kept.join("\n");
}

const publishedDraws: CodeEquation = {
  id: "D1",
  title: "every published file is as it was published, and every draw verifies from them to the same places",
  async find(tx) {
    const keys = await keysFile(tx);
    const broken: Record<string, unknown>[] = [];
    for (const raffleId of await committedRaffles(tx)) {
      const { files, altered } = await publishedFiles(tx, raffleId);
      for (const name of altered) broken.push({ raffleId, altered: name });
      const verdict = verifyBundle({ ...files, "keys.json": keys });
      const step = verdict.steps.find(({ ok }) => ok === false);
      if (step) broken.push({ raffleId, step: step.step, reason: step.reason });
      else if (verdict.outcome === "VERIFIED" && (await awardsDiffer(tx, raffleId, verdict)))
        broken.push({ raffleId, step: "awards" });
      else if (
        verdict.outcome === "NOT_DRAWN" &&
        (await tx`select 1 from awards where raffle_id = ${raffleId}`).length > 0
      )
        broken.push({ raffleId, step: "awards before the draw" });
    }
    return broken;
  },
};

type FrozenRow = { id: string; leaves: string; tickets: string; hash: string; root: string | null };

/** The commitment is of the log as the tables still hold it. */
const frozenLogs: CodeEquation = {
  id: "D2",
  title: "the commitment of each raffle is of its ticket log as the tables hold it",
  async find(tx) {
    const rows = await tx<FrozenRow[]>`
      select r.id, r.leaves, r.tickets, c.hash, encode(h.root, 'hex') as root from commitments c join raffles r on r.id = c.raffle_id
      left join tree_heads h on h.raffle_id = r.id and h.leaves = r.leaves`;
    const broken: Record<string, unknown>[] = [];
    for (const row of rows) {
      const { files } = await publishedFiles(tx, row.id);
      const bytes = files["commitment.json"] ?? new Uint8Array();
      const root = await rootOfBlocks(tx, row.id);
      const text = new TextDecoder().decode(bytes);
      const isSame =
        toHex(sha256(bytes)) === row.hash &&
        text.includes(`"leaves":${row.leaves},`) &&
        text.includes(`"root":"${root}"`) &&
        text.includes(`"tickets":${row.tickets},`);
      if (!isSame || (row.root !== null && row.root !== root))
        broken.push({ raffleId: row.id, root, signed: row.root });
    }
    return broken;
  },
};

async function rootOfBlocks(tx: TransactionSql, raffleId: string): Promise<string> {
  const tree = growTree(noPeaks, () => undefined);
  const blocks = tx<{ hash: string; count: number }[]>`
    select encode(leaf_hash, 'hex') as hash, count from ticket_blocks where raffle_id = ${raffleId} order by leaf_index`;
  for await (const batch of blocks.cursor(5_000))
    for (const { hash, count } of batch) tree.append({ hash: fromHex(hash, 32), sum: count });
  return toHex(rootOf(tree.peaks()).hash);
}

type LogRow = { leaf_index: string; document: string; leaf: string; root: string };

const drawLogRoots: CodeEquation = {
  id: "D5",
  title: "each document of the draw log is its leaf, and each root is that of the leaves up to it",
  async find(tx) {
    const rows = await tx<LogRow[]>`
      select leaf_index, document, encode(leaf_hash, 'hex') as leaf, encode(root_after, 'hex') as root from draw_log order by leaf_index`;
    const tree = growTree(noPeaks, () => undefined);
    return rows.filter((row) => {
      const leaf = documentLeaf(fromHex(row.document, 32));
      tree.append(leaf);
      return toHex(leaf.hash) !== row.leaf || toHex(rootOf(tree.peaks()).hash) !== row.root;
    });
  },
};

const SPKI_ED25519 = Buffer.from("302a300506032b6570032100", "hex");

type CodeRow = {
  id: string;
  qr_code: string;
  qr_version: number;
  fuel: string;
  station_id: string | null;
  expires_at: Date;
};

function tellsTheCoupon(row: CodeRow, keys: ReadonlyMap<string, KeyObject>): boolean {
  const read = decodeQrCode(row.qr_code);
  const key = read && keys.get(read.kid);
  if (!read || !key || !verify(null, read.signed, key, read.signature)) return false;
  const { claims } = read;
  return (
    claims.couponId === row.id &&
    claims.qrVersion === row.qr_version &&
    claims.fuel === row.fuel &&
    claims.isOneStation === (row.station_id !== null) &&
    claims.expiresAt.getTime() === Math.floor(row.expires_at.getTime() / 1000) * 1000
  );
}

const signedCodes: CodeEquation = {
  id: "S4",
  title: "the code of each coupon that can be spent is signed and tells what the coupon is",
  async find(tx, touched) {
    const keys = new Map(
      (await keysOf(tx, "COUPON_QR")).map(({ kid, public_key }) => {
        const der = Buffer.concat([SPKI_ED25519, raw(public_key)]);
        return [kid, createPublicKey({ key: der, format: "der", type: "spki" })];
      }),
    );
    const broken: Record<string, unknown>[] = [];
    const rows = tx<CodeRow[]>`
      select id, qr_code, qr_version, fuel, station_id, expires_at from coupons
      where status in ('ACTIVE', 'PARTIALLY_REDEEMED', 'SUSPENDED')
        and (${touched === undefined} or id = any(${[...(touched ?? [])]}::uuid[]))`;
    for await (const batch of rows.cursor(5_000))
      for (const row of batch) if (!tellsTheCoupon(row, keys)) broken.push({ id: row.id });
    return broken;
  },
};

export const codeEquations: readonly CodeEquation[] = [publishedDraws, frozenLogs, drawLogRoots, signedCodes];
