import "server-only";
import { blsPublicKey, blsSecretKey, blsSign, roundMessage } from "@/server/kernel/bls";
import { fromBase64url, joinBytes, toHex } from "@/server/kernel/bytes";
import type { Secrets } from "@/server/platform/keys";
import { developmentChain, roundTimeMs } from "@/server/raffles/domain/beacon";
import type { Beacon } from "@/server/raffles/ports";

/** 2026-01-01T00:00:00Z, in seconds. */
const genesis = 1_767_225_600;
const period = 1;

type DevelopmentParts = { readonly secrets: Pick<Secrets, "mac">; now(): number };

/**
 * A chain of our own for places without a network: the same scheme, a key derived from the master secret, and no
 * signature before its time. Whoever holds the secret could compute rounds ahead, which is why its draws are marked
 * as demonstrations and production refuses it.
 */
export function developmentBeacon({ secrets, now }: DevelopmentParts): Beacon {
  const material = ["1", "2"].map((half) => fromBase64url(secrets.mac("beacon development chain", half)));
  const secretKey = blsSecretKey(joinBytes(...material));
  const chain = developmentChain({ genesis, period, publicKey: toHex(blsPublicKey(secretKey)) });
  return {
    chain,
    signatureOf: async (round) =>
      now() < roundTimeMs(chain, round) ? null : toHex(blsSign(roundMessage(round), secretKey)),
  };
}
