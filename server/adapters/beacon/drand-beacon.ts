import "server-only";
import type { Logger } from "@/server/platform/logger";
import { type BeaconChain, isRoundSignature, quicknet } from "@/server/raffles/domain/beacon";
import type { Beacon } from "@/server/raffles/ports";

const publicRelays = [
  "https://api.drand.sh",
  "https://api2.drand.sh",
  "https://api3.drand.sh",
  "https://drand.cloudflare.com",
] as const;

const defaultTimeoutMs = 4_000;
/** An answer is about 300 bytes; nobody makes us read more. */
const longestAnswer = 4_096;

export type DrandParts = {
  readonly log: Logger;
  /** Comma-separated addresses; the public relays where left out. */
  readonly relays?: string | undefined;
  readonly chain?: BeaconChain;
  readonly timeoutMs?: number;
};

/** Throws RangeError for an address that is not https (plain http only on this machine, for tests). */
export function relaysOf(text: string | undefined): readonly string[] {
  if (text === undefined) return publicRelays;
  return text.split(",").map((part) => {
    const address = URL.parse(part.trim());
    const isLocal = address?.protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(address.hostname);
    if (address === null || (address.protocol !== "https:" && !isLocal)) throw new RangeError("a relay must be https");
    return address.href.replace(/\/$/, "");
  });
}

/** Asks every relay at once and takes the first signature that verifies; what relays say besides counts for nothing. */
export function drandBeacon({ log, relays, chain = quicknet, timeoutMs = defaultTimeoutMs }: DrandParts): Beacon {
  const addresses = relaysOf(relays);
  return {
    chain,
    async signatureOf(round) {
      // One controller with its own timer: `AbortSignal.any` over a timeout signal may be collected before it fires.
      const giveUp = new AbortController();
      const timer = setTimeout(() => giveUp.abort(new Error("no answer in time")), timeoutMs);
      const ask = async (address: string): Promise<string> => {
        const signature = await fetchSignature(`${address}/${chain.chain}/public/${round}`, giveUp.signal);
        if (!isRoundSignature(chain, round, signature)) throw new Error("the signature does not verify");
        return signature;
      };
      try {
        return await Promise.any(addresses.map(ask));
      } catch (fault) {
        const faults = fault instanceof AggregateError ? fault.errors.map(String) : [String(fault)];
        log.info({ round, faults }, "no relay gave the round");
        return null;
      } finally {
        clearTimeout(timer);
        giveUp.abort();
      }
    },
  };
}

async function fetchSignature(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal, redirect: "error", headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(`status ${response.status}`);
  const answer: unknown = JSON.parse(await readShort(response));
  const signature =
    typeof answer === "object" && answer !== null && "signature" in answer ? answer.signature : undefined;
  if (typeof signature !== "string") throw new Error("no signature in the answer");
  return signature;
}

async function readShort(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of response.body ?? []) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > longestAnswer) throw new Error("the answer is too long");
  }
  return text + decoder.decode();
}
