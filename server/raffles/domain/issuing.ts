/** What a batch of sources does to one raffle's ticket log: grants, blocks, voids, and the log's new edge. */
import type { Id } from "@/server/kernel/id";
import { centavos, type Centavos } from "@/server/kernel/money";

import type { RaffleStatus, TicketSource } from "./raffle-words";
import { growTree, type Peaks, type Place, type TreeNode } from "./sum-tree";
import { holderTagOf, leafNode, sourceTagOf, type TicketLeaf } from "./ticket-log";
import { type Earned, type EarningWindow, earnsIn, type GrantReason, isOpenAt, ticketsGranted } from "./tickets";

/** A raffle as its lock holds it. */
export type LockedLog = EarningWindow & {
  readonly id: Id<"raffle">;
  readonly status: RaffleStatus;
  /** Set when the log takes nothing more. */
  readonly closedAt: Date | null;
  readonly cap: number;
  readonly peaks: Peaks;
  readonly tickets: number;
};

export type Earning = (AtStation | InRaffle) & {
  readonly kind: "earning";
  readonly sourceType: TicketSource;
  readonly sourceId: string;
  readonly userId: Id<"user">;
  readonly at: Date;
  readonly earned: Earned;
  readonly pesos: Centavos;
  /** What the source rests on: it earns only where the raffle was open then too, and is void when that is. */
  readonly backing?: Backing;
};

/** Earns in every raffle that covers the station. */
type AtStation = { readonly stationId: string };
/** Earns in this one alone, wherever its holder was. */
type InRaffle = { readonly raffleId: Id<"raffle"> };

/** A redemption behind another source. */
export type Backing = { readonly sourceId: string; readonly at: Date };

/** The source was taken back; counts if it was so before the raffle closed. */
export type Voiding = {
  readonly kind: "voiding";
  readonly sourceType: TicketSource;
  readonly sourceId: string;
  readonly stationId: string;
  /** The source's own instant. */
  readonly at: Date;
  readonly voidedAt: Date;
};

export type SourceChange = Earning | Voiding;

export type Holder = { readonly userId: Id<"user">; readonly nonce: Uint8Array; readonly held: number };

/** What the raffle already knows of the sources and people of the batch; keyed by `sourceKey` and user id. */
export type KnownSources = {
  readonly granted: ReadonlySet<string>;
  readonly blocks: ReadonlyMap<string, SourceBlock>;
  readonly holders: ReadonlyMap<string, Holder>;
};

export type SourceBlock = {
  readonly leafIndex: number;
  readonly count: number;
  readonly userId: Id<"user">;
  readonly isVoid: boolean;
  /** The redemption behind it, where it is another source's block. */
  readonly backedBy: string | null;
};

export type NewGrant = {
  readonly source: Earning;
  readonly granted: number;
  readonly reason: GrantReason;
};

export type NewBlock = TicketLeaf & {
  readonly source: Earning;
  readonly sourceNonce: Uint8Array;
  readonly hash: Uint8Array;
};

export type NewVoid = { readonly leafIndex: number; readonly voidedAt: Date; readonly count: number };

export type IssuePlan = {
  readonly raffleId: Id<"raffle">;
  readonly grants: readonly NewGrant[];
  readonly blocks: readonly NewBlock[];
  readonly voids: readonly NewVoid[];
  /** Complete subtrees, leaves excluded. */
  readonly nodes: readonly { readonly place: Place; readonly node: TreeNode }[];
  /** Everybody whose count changed; `isNew` ones need a row. */
  readonly holders: readonly (Holder & { readonly tag: Uint8Array; readonly isNew: boolean })[];
  readonly peaks: Peaks;
  readonly tickets: number;
};

export const sourceKey = (source: { readonly sourceType: TicketSource; readonly sourceId: string }): string =>
  `${source.sourceType} ${source.sourceId}`;

/** `nonce` gives 32 bytes nobody can guess, new ones each time. */
export function planIssue(
  log: LockedLog,
  { changes, known }: { changes: readonly SourceChange[]; known: KnownSources },
  nonce: () => Uint8Array,
): IssuePlan {
  const batch = new Issuing(log, known, nonce);
  for (const change of changes) {
    if (change.kind === "earning") batch.earn(change);
    else batch.void(change);
  }
  return batch.plan();
}

class Issuing {
  private readonly log: LockedLog;
  private readonly known: KnownSources;
  private readonly nonce: () => Uint8Array;
  private readonly granted: Set<string>;
  private readonly held: Map<string, Holder>;
  private readonly changed = new Set<Id<"user">>();
  private readonly grants: NewGrant[] = [];
  private readonly blocks = new Map<string, NewBlock>();
  private readonly voids = new Map<number, NewVoid>();
  private readonly nodes: { place: Place; node: TreeNode }[] = [];
  private readonly tree;
  private leaves: number;
  private tickets: number;

  constructor(log: LockedLog, known: KnownSources, nonce: () => Uint8Array) {
    this.log = log;
    this.known = known;
    this.nonce = nonce;
    this.granted = new Set(known.granted);
    this.held = new Map(known.holders);
    this.leaves = log.peaks.leaves;
    this.tickets = log.tickets;
    this.tree = growTree(log.peaks, (place, node) => {
      if (place.level > 0) this.nodes.push({ place, node });
    });
  }

  private get isClosed(): boolean {
    return this.log.status !== "OPEN" || this.log.closedAt !== null;
  }

  earn(source: Earning): void {
    const key = sourceKey(source);
    if (this.granted.has(key) || !this.covers(source)) return;
    this.granted.add(key);
    const nothing = this.isClosed ? "after-freeze" : this.restsOnVoid(source) ? "redemption-voided" : undefined;
    if (nothing) {
      this.grants.push({ source, granted: 0, reason: nothing });
      return;
    }
    const before = this.held.get(source.userId)?.held ?? 0;
    const { granted, reason } = ticketsGranted(source.earned, before, this.log.cap);
    this.grants.push({ source, granted, reason });
    if (granted > 0) this.append(source, granted);
  }

  void(change: Voiding): void {
    if (this.isClosed || change.voidedAt >= this.log.closesAt) return;
    const own = this.blockOf(sourceKey(change));
    for (const block of [...(own ? [own] : []), ...this.backedBy(change.sourceId)]) {
      if (this.isVoid(block)) continue;
      const { leafIndex, count } = block;
      this.voids.set(leafIndex, { leafIndex, count, voidedAt: change.voidedAt });
      this.hold(block.userId, -count);
    }
  }

  plan(): IssuePlan {
    const holders = [...this.changed].flatMap((userId) => {
      const holder = this.held.get(userId);
      if (holder === undefined) return [];
      const tag = holderTagOf(this.log.id, holder.nonce);
      return [{ ...holder, tag, isNew: !this.known.holders.has(userId) }];
    });
    return {
      raffleId: this.log.id,
      grants: this.grants,
      blocks: [...this.blocks.values()],
      voids: [...this.voids.values()],
      nodes: this.nodes,
      holders,
      peaks: this.tree.peaks(),
      tickets: this.tickets,
    };
  }

  private append(source: Earning, count: number): void {
    const holder = this.hold(source.userId, count);
    const sourceNonce = this.nonce();
    const leaf: TicketLeaf = {
      index: this.leaves,
      first: this.tickets,
      count,
      holderTag: holderTagOf(this.log.id, holder.nonce),
      sourceTag: sourceTagOf(this.log.id, sourceNonce),
    };
    const node = leafNode(this.log.id, leaf);
    this.tree.append(node);
    this.blocks.set(sourceKey(source), { ...leaf, source, sourceNonce, hash: node.hash });
    this.leaves += 1;
    this.tickets += count;
  }

  private hold(userId: Id<"user">, more: number): Holder {
    const before = this.held.get(userId) ?? { userId, nonce: this.nonce(), held: 0 };
    const holder = { ...before, held: before.held + more };
    this.held.set(userId, holder);
    this.changed.add(userId);
    return holder;
  }

  private covers(source: Earning): boolean {
    if ("raffleId" in source) return source.raffleId === this.log.id && isOpenAt(this.log, source.at);
    const { at, stationId, backing } = source;
    return earnsIn(this.log, at, stationId) && (!backing || earnsIn(this.log, backing.at, stationId));
  }

  private restsOnVoid({ backing }: Earning): boolean {
    const block = backing && this.blockOf(sourceKey({ sourceType: "REDEMPTION", sourceId: backing.sourceId }));
    return block !== undefined && this.isVoid(block);
  }

  private isVoid({ isVoid, leafIndex }: SourceBlock): boolean {
    return isVoid || this.voids.has(leafIndex);
  }

  private backedBy(sourceId: string): SourceBlock[] {
    const blocks = [...this.known.blocks.values(), ...[...this.blocks.values()].map(addedBlock)];
    return blocks.filter((block) => block.backedBy === sourceId);
  }

  private blockOf(key: string): SourceBlock | undefined {
    const added = this.blocks.get(key);
    return added === undefined ? this.known.blocks.get(key) : addedBlock(added);
  }
}

const addedBlock = ({ index, count, source }: NewBlock): SourceBlock => ({
  leafIndex: index,
  count,
  userId: source.userId,
  isVoid: false,
  backedBy: source.backing?.sourceId ?? null,
});

/** Grants that rest on a redemption of this raffle, and its pesos: shown beside the counts. */
export function backingOf(plan: IssuePlan): { redemptions: number; pesos: Centavos } {
  const counted = plan.grants.filter(
    ({ source, reason }) =>
      source.sourceType === "REDEMPTION" && reason !== "after-freeze" && reason !== "paid-by-prize",
  );
  return {
    redemptions: counted.length,
    pesos: centavos(counted.reduce((sum, { source }) => sum + source.pesos, 0)),
  };
}

export const isEmptyPlan = (plan: IssuePlan): boolean => plan.grants.length === 0 && plan.voids.length === 0;
