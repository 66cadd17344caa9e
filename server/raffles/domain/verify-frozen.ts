/** Checks of what is published at the freeze: commitment, rules, round, list, exclusions. */
import { toHex } from "@/server/kernel/bytes";
import { runningSha256, sha256 } from "@/server/kernel/hash";

import { roundFor, sameChain, standingOf } from "./beacon";
import { type Commitment } from "./commitment";
import { ExclusionFault, readIneligible, readVoids } from "./exclusion-list";
import { readRules, type Rules } from "./rules-document";
import type { TicketList } from "./ticket-list";
import { TicketListFault, TicketListReader } from "./ticket-list-reader";
import { CheckFault, must } from "./verification";

/** Given to whoever drives the verification, so that a page can breathe between pieces. */
export type Tick = { readonly done: number; readonly total: number };

const shortestNoticeSeconds = 5;
const pieceBytes = 1 << 18;

const hashIs = (bytes: Uint8Array, hash: string, file: string): void =>
  must(toHex(sha256(bytes)) === hash, "HASH_DIFFERS", { file });

export function checkRules(bytes: Uint8Array, commitment: Commitment): Rules {
  hashIs(bytes, commitment.rulesSha256, "rules.json");
  const rules = readRules(bytes);
  must(rules.winners === commitment.winners, "MEMBER_DIFFERS", { member: "winners" });
  must(rules.alternates === commitment.alternates, "MEMBER_DIFFERS", { member: "alternates" });
  must(rules.winsPerPerson === commitment.cap, "MEMBER_DIFFERS", { member: "cap" });
  must(rules.endsAtMs === commitment.closedAtMs, "MEMBER_DIFFERS", { member: "closedAt" });
  must(sameChain(rules.beacon, commitment.beacon), "MEMBER_DIFFERS", { member: "beacon" });
  return rules;
}

export function checkRound(rules: Rules, commitment: Commitment): void {
  const { beacon, closedAtMs, frozenAtMs } = commitment;
  must(standingOf(beacon) !== "UNKNOWN", "UNKNOWN_CHAIN", { chain: beacon.chain });
  must(rules.noticeSeconds >= shortestNoticeSeconds, "NOTICE_TOO_SHORT", { given: rules.noticeSeconds });
  must(frozenAtMs % 1000 === 0, "MEMBER_DIFFERS", { member: "frozenAt" });
  must(frozenAtMs >= closedAtMs, "FROZEN_BEFORE_CLOSE");
  const expected = roundFor(beacon, { drawAtMs: rules.drawAtMs, frozenAtMs, noticeSeconds: rules.noticeSeconds });
  must(beacon.round === expected, "ROUND_DIFFERS", { expected, given: beacon.round });
}

/** Reads the list in pieces; a tick after each. */
export function* readList(bytes: Uint8Array, commitment: Commitment): Generator<Tick, TicketList> {
  const reader = new TicketListReader(commitment.raffle);
  const hash = runningSha256();
  let fault: TicketListFault | null = null;
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const piece = bytes.subarray(at, at + pieceBytes);
    hash.update(piece);
    if (fault === null) fault = faultOf(() => reader.push(piece));
    yield { done: Math.min(at + pieceBytes, bytes.length), total: bytes.length };
  }
  must(toHex(hash.digest()) === commitment.listSha256, "HASH_DIFFERS", { file: "tickets.csv" });
  if (fault !== null) throw lineFault(fault);
  const list = read(() => reader.end());
  must(list.leaves === commitment.leaves, "COUNT_DIFFERS", { member: "leaves" });
  must(list.tickets === commitment.tickets, "COUNT_DIFFERS", { member: "tickets" });
  return list;
}

function faultOf(work: () => void): TicketListFault | null {
  try {
    work();
    return null;
  } catch (fault) {
    if (fault instanceof TicketListFault) return fault;
    throw fault;
  }
}

const lineFault = (fault: TicketListFault | ExclusionFault): CheckFault =>
  new CheckFault("LINE_MALFORMED", { line: fault.line, what: fault.message });

function read<T>(work: () => T): T {
  try {
    return work();
  } catch (fault) {
    throw fault instanceof TicketListFault || fault instanceof ExclusionFault ? lineFault(fault) : fault;
  }
}

export const checkTree = (list: TicketList, commitment: Commitment): void =>
  must(toHex(list.root.hash) === commitment.root, "ROOT_DIFFERS");

export function checkVoids(bytes: Uint8Array, commitment: Commitment): ReadonlySet<number> {
  hashIs(bytes, commitment.voidsSha256, "voids.csv");
  return read(() => readVoids(bytes, commitment.leaves));
}

export function checkIneligible(bytes: Uint8Array, commitment: Commitment): ReadonlySet<string> {
  hashIs(bytes, commitment.ineligibleSha256, "ineligible.csv");
  return read(() => readIneligible(bytes));
}
