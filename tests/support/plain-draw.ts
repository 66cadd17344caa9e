/**
 * A second, deliberately plain implementation of JSM-DRAW-1, written from the protocol page alone. It imports nothing
 * of the product: node's own crypto, recursive hashes, the whole array shuffled. It is slow and easy to read.
 */
import { createHash } from "node:crypto";

type Node = { hash: Buffer; sum: bigint };

const H = (...parts: Buffer[]): Buffer => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const u64be = (n: bigint): Buffer => {
  const b = Buffer.alloc(8);
  b.writeBigUInt64BE(n);
  return b;
};

const uuid = (id: string): Buffer => Buffer.from(id.split("-").join(""), "hex");
const ascii = (text: string): Buffer => Buffer.from(text, "ascii");

export const plainHolderTag = (raffle: string, nonce: Buffer): Buffer => H(ascii("jsm-holder-v1"), uuid(raffle), nonce);
export const plainSourceTag = (raffle: string, nonce: Buffer): Buffer => H(ascii("jsm-source-v1"), uuid(raffle), nonce);

export type PlainLeaf = { index: bigint; first: bigint; count: bigint; holderTag: Buffer; sourceTag: Buffer };

export function plainLeaf(raffle: string, leaf: PlainLeaf): Node {
  const hash = H(
    Buffer.from([0]),
    u64be(leaf.count),
    ascii("JSM1L"),
    uuid(raffle),
    u64be(leaf.index),
    u64be(leaf.first),
    leaf.holderTag,
    leaf.sourceTag,
  );
  return { hash, sum: leaf.count };
}

function join(l: Node, r: Node): Node {
  return { hash: H(Buffer.from([1]), u64be(l.sum), l.hash, u64be(r.sum), r.hash), sum: l.sum + r.sum };
}

function splitOf(n: number): number {
  let k = 1;
  while (k + k < n) k = k + k;
  return k;
}

export function plainRoot(leaves: Node[]): Node {
  if (leaves.length === 0) return { hash: H(), sum: 0n };
  const [only] = leaves;
  if (leaves.length === 1 && only) return only;
  const k = splitOf(leaves.length);
  return join(plainRoot(leaves.slice(0, k)), plainRoot(leaves.slice(k)));
}

/** PATH(m, D) of RFC 9162. */
export function plainPath(m: number, leaves: Node[]): Node[] {
  if (leaves.length === 1) return [];
  const k = splitOf(leaves.length);
  return m < k
    ? [...plainPath(m, leaves.slice(0, k)), plainRoot(leaves.slice(k))]
    : [...plainPath(m - k, leaves.slice(k)), plainRoot(leaves.slice(0, k))];
}

/** PROOF(m, D) of RFC 9162. */
export const plainConsistency = (m: number, leaves: Node[]): Node[] => subproof(m, leaves, true);

function subproof(m: number, leaves: Node[], complete: boolean): Node[] {
  if (m === leaves.length) return complete ? [] : [plainRoot(leaves)];
  const k = splitOf(leaves.length);
  return m <= k
    ? [...subproof(m, leaves.slice(0, k), complete), plainRoot(leaves.slice(k))]
    : [...subproof(m - k, leaves.slice(k), false), plainRoot(leaves.slice(0, k))];
}

export function plainSeed(commitment: Buffer, signature: Buffer): Buffer {
  return H(ascii("JSM-DRAW-1"), Buffer.from([0]), H(commitment), H(signature));
}

export type PlainCounter = { next: bigint };

export function plainUniform(seed: Buffer, counter: PlainCounter, m: bigint): { value: bigint; rejected: number } {
  const limit = ((1n << 64n) / m) * m;
  let rejected = 0;
  for (;;) {
    const x = H(seed, u64be(counter.next)).readBigUInt64BE(0);
    counter.next = counter.next + 1n;
    if (x < limit) return { value: x % m, rejected };
    rejected = rejected + 1;
  }
}

export type PlainStep = { step: number; ticket: number; leaf: number; rejected: number; outcome: string };

export type PlainDraw = {
  leaves: { count: number; holder: string }[];
  voids: number[];
  ineligible: string[];
  cap: number;
  winners: number;
  alternates: number;
  seed: Buffer;
};

export function plainTrace(draw: PlainDraw): PlainStep[] {
  const leafOfTicket = draw.leaves.flatMap((leaf, i) => Array.from({ length: leaf.count }, () => i));
  const a = leafOfTicket.map((_, ticket) => ticket);
  const n = a.length;
  const counter = { next: 0n };
  const places: string[] = [];
  const trace: PlainStep[] = [];
  for (let t = 0; t < n && places.length < draw.winners + draw.alternates; t++) {
    const { value, rejected } = plainUniform(draw.seed, counter, BigInt(n - t));
    const r = t + Number(value);
    const kept = a[t] ?? 0;
    a[t] = a[r] ?? 0;
    a[r] = kept;
    const ticket = a[t] ?? 0;
    const leaf = leafOfTicket[ticket] ?? 0;
    const holder = draw.leaves[leaf]?.holder ?? "";
    let outcome: string;
    if (draw.voids.includes(leaf)) outcome = "SKIP_VOID";
    else if (draw.ineligible.includes(holder)) outcome = "SKIP_INELIGIBLE";
    else if (places.filter((place) => place === holder).length >= draw.cap) outcome = "SKIP_CAP";
    else {
      places.push(holder);
      const place = places.length;
      outcome = place <= draw.winners ? `WINNER ${place}` : `ALTERNATE ${place - draw.winners}`;
    }
    trace.push({ step: t, ticket, leaf, rejected, outcome });
  }
  return trace;
}

/** Instants in whole seconds since 1970. */
export function plainRound(facts: {
  drawAt: number;
  frozenAt: number;
  notice: number;
  genesis: number;
  period: number;
}): number {
  const from = Math.max(facts.drawAt, facts.frozenAt + facts.notice);
  return Math.ceil((from - facts.genesis) / facts.period) + 1;
}
