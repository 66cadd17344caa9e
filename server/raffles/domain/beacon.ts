import { blsVerify, roundMessage } from "@/server/kernel/bls";
/** Public randomness (draw.md 3): which chains count, which round a raffle uses, what a signature is worth. */
import { fromHex, toHex, utf8 } from "@/server/kernel/bytes";
import { canonicalBytes } from "@/server/kernel/canonical-json";
import { sha256 } from "@/server/kernel/hash";

export type BeaconChain = {
  /** Hexadecimal, 32 bytes. */
  readonly chain: string;
  /** Seconds since 1970 of round 1. */
  readonly genesis: number;
  /** Seconds between rounds. */
  readonly period: number;
  /** Hexadecimal, 96 bytes, on G2. */
  readonly publicKey: string;
};

export const beaconScheme = "bls-unchained-g1-rfc9380";

export const quicknet: BeaconChain = {
  chain: "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
  genesis: 1_692_803_367,
  period: 3,
  publicKey:
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510" +
    "d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
};

const pinned: readonly BeaconChain[] = [quicknet];
const developmentMark = utf8("jsm-development-chain-v1");

/** A chain for places without a network. Its identifier says what it is, so that it can never pass for a pinned one. */
export function developmentChain(parts: Omit<BeaconChain, "chain">): BeaconChain {
  const { genesis, period, publicKey } = parts;
  return {
    chain: toHex(sha256(developmentMark, canonicalBytes({ genesis, period, publicKey }))),
    genesis,
    period,
    publicKey,
  };
}

export const sameChain = (a: BeaconChain, b: BeaconChain): boolean =>
  a.chain === b.chain && a.genesis === b.genesis && a.period === b.period && a.publicKey === b.publicKey;

export type ChainStanding = "PINNED" | "DEVELOPMENT" | "UNKNOWN";

export function standingOf(chain: BeaconChain): ChainStanding {
  if (pinned.some((known) => sameChain(known, chain))) return "PINNED";
  return sameChain(developmentChain(chain), chain) ? "DEVELOPMENT" : "UNKNOWN";
}

export type RoundFacts = {
  readonly drawAtMs: number;
  readonly frozenAtMs: number;
  readonly noticeSeconds: number;
};

/** The one round of a raffle: computed, never chosen. Throws RangeError before the chain's genesis. */
export function roundFor(chain: BeaconChain, facts: RoundFacts): number {
  const earliest = Math.max(facts.drawAtMs, facts.frozenAtMs + facts.noticeSeconds * 1000);
  const elapsed = earliest - chain.genesis * 1000;
  if (!Number.isSafeInteger(elapsed) || elapsed < 0) throw new RangeError("before the first round of the chain");
  const period = chain.period * 1000;
  const whole = (elapsed - (elapsed % period)) / period;
  return whole + (elapsed % period === 0 ? 0 : 1) + 1;
}

/** When a round is published, in milliseconds since 1970. */
export const roundTimeMs = (chain: BeaconChain, round: number): number =>
  (chain.genesis + (round - 1) * chain.period) * 1000;

/** `signature` as 96 hexadecimal characters. */
export function isRoundSignature(chain: BeaconChain, round: number, signature: string): boolean {
  if (!/^[0-9a-f]{96}$/.test(signature)) return false;
  return blsVerify(fromHex(signature), roundMessage(round), fromHex(chain.publicKey, 96));
}

export const randomnessOf = (signature: string): Uint8Array => sha256(fromHex(signature, 48));
