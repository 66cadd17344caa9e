import { utf8 } from "@/server/kernel/bytes";
import { canonicalJson, type Json } from "@/server/kernel/canonical-json";
import { sha256 } from "@/server/kernel/hash";

/** What the first row stands on. */
export const GENESIS: Uint8Array = new Uint8Array(32);

export type SealedEvent = {
  readonly eventId: string;
  readonly type: string;
  readonly version: number;
  readonly aggregateId: string;
  readonly actor: string;
  readonly requestId: string | null;
  readonly occurredAt: Date;
  readonly payload: Readonly<Record<string, unknown>>;
};

export type Seal = {
  readonly seq: number;
  readonly eventId: string;
  readonly body: string;
  readonly prev: Uint8Array;
  readonly hash: Uint8Array;
};

/** What `event.payload` holds came out of a jsonb column: it is JSON already. */
const asJson = (payload: SealedEvent["payload"]): Json => payload as Json;

/** The event as canonical JSON: the text that is hashed and kept. */
export const bodyOf = (event: SealedEvent): string =>
  canonicalJson({
    actor: event.actor,
    aggregateId: event.aggregateId,
    eventId: event.eventId,
    occurredAt: event.occurredAt.toISOString(),
    payload: asJson(event.payload),
    requestId: event.requestId,
    type: event.type,
    version: event.version,
  });

/** sha256(prev ‖ `seq|body`): a row cannot be changed, dropped, added or moved without every later hash changing. */
export const sealOf = (prev: Uint8Array, seq: number, body: string): Uint8Array => sha256(prev, utf8(`${seq}|${body}`));

export type ChainHead = { readonly seq: number; readonly hash: Uint8Array };

export const emptyChain: ChainHead = { seq: 0, hash: GENESIS };

/** The rows that follow `head`, one an event, in order. */
export function sealAll(head: ChainHead, events: readonly SealedEvent[]): Seal[] {
  let { seq, hash: prev } = head;
  return events.map((event) => {
    seq += 1;
    const body = bodyOf(event);
    const seal = { seq, eventId: event.eventId, body, prev, hash: sealOf(prev, seq, body) };
    prev = seal.hash;
    return seal;
  });
}
