import "server-only";
import { toHex } from "@/server/kernel/bytes";
import { sha256 } from "@/server/kernel/hash";
import type { Refusal } from "@/server/kernel/refusal";
import { ok, refuse, type Result } from "@/server/kernel/result";

import { isRoundSignature, standingOf } from "../domain/beacon";
import { certificateBytes, type FrozenDraw, placesIn, seedFor, traceOf } from "../domain/certificate";
import type { Award } from "../domain/draw-record";
import { claimDeadlineMs } from "../domain/prize";
import type { Raffle, RaffleId } from "../domain/raffle";
import { mayRaffle, notBefore } from "../domain/raffle-status";
import { raffleDrawn } from "../events";
import type { RafflesUnit } from "../ports";
import { loadFrozen } from "./load-frozen";
import { raffleEvent } from "./raffle-event";
import type { RafflesCtx } from "./raffles-ctx";

/** WAITING: the round is not to be had yet; the draw will be the same whenever it is. */
export type Drawing = "DRAWN" | "WAITING";

export type DrawAsk = {
  readonly raffleId: RaffleId;
  /** 96 hexadecimal characters typed by hand, where no relay can be reached; a wrong one cannot verify. */
  readonly signature?: string | undefined;
};

const drawn = ["DRAWN", "CLAIMING", "SETTLED"] as const;
const isDrawn = ({ status }: Raffle): boolean => drawn.some((each) => each === status);

/** Makes the one certificate of a raffle. Asked again, it answers that it is there. */
export async function drawRaffle(ctx: RafflesCtx, ask: DrawAsk): Promise<Result<Drawing, Refusal>> {
  const due = await checkDue(ctx, ask.raffleId);
  if (!due.ok || due.value === "DRAWN") return due;
  const frozen = await loadFrozen(ctx, ask.raffleId);
  const signature = await signatureFor(ctx, frozen, ask);
  if (!signature.ok) return signature;
  if (signature.value === null) return ok("WAITING");
  const prepared = await prepare(ctx, frozen, signature.value);
  return ctx.transact((unit) => save(unit, ask.raffleId, prepared));
}

const checkDue = (ctx: RafflesCtx, id: RaffleId): Promise<Result<Drawing, Refusal>> =>
  ctx.transact(async ({ raffles, clock }) => {
    const raffle = await raffles.lock(id);
    if (!raffle) return refuse({ kind: "NOT_FOUND" } satisfies Refusal);
    if (isDrawn(raffle)) return ok("DRAWN" as const);
    const may = mayRaffle("draw", raffle);
    if (!may.ok) return may;
    if (raffle.roundAt === null) throw new Error("a frozen raffle has no commitment");
    const due = notBefore(raffle.roundAt, await clock.read());
    return due.ok ? ok("WAITING" as const) : due;
  });

const wrongSignature: Refusal = {
  kind: "VALIDATION_ERROR",
  details: [{ path: "signature", message: "is not the signature of this raffle's round" }],
};

async function signatureFor(
  ctx: RafflesCtx,
  { commitment }: FrozenDraw,
  ask: DrawAsk,
): Promise<Result<string | null, Refusal>> {
  const { beacon, isLive } = ctx.services.raffles;
  const { round } = commitment.beacon;
  if (isLive && standingOf(commitment.beacon) !== "PINNED") {
    throw new Error("a live draw accepts no chain that is not pinned");
  }
  const isValid = (signature: string): boolean => isRoundSignature(commitment.beacon, round, signature);
  if (ask.signature !== undefined) return isValid(ask.signature) ? ok(ask.signature) : refuse(wrongSignature);
  if (beacon.chain.chain !== commitment.beacon.chain) return ok(null);
  const found = await beacon.signatureOf(round);
  return ok(found !== null && isValid(found) ? found : null);
}

type Prepared = { readonly bytes: Uint8Array; readonly awards: readonly Award[]; readonly drawnAt: Date };

async function prepare(ctx: RafflesCtx, frozen: FrozenDraw, signature: string): Promise<Prepared> {
  const { drawnAt, drawLog } = await ctx.transact(async ({ clock, draws }) => ({
    drawnAt: await clock.read(),
    drawLog: await draws.placeOf(toHex(frozen.commitmentHash)),
  }));
  const { drawKeys, software } = ctx.services.raffles;
  const facts = { signature, drawnAtMs: drawnAt.getTime(), drawLog, software };
  const bytes = certificateBytes(frozen, facts, await drawKeys.signer());
  return { bytes, drawnAt, awards: awardsIn(frozen, signature, drawnAt) };
}

function awardsIn(frozen: FrozenDraw, signature: string, drawnAt: Date): Award[] {
  const { prizes, winners } = frozen.rules;
  const prizeIndexes = prizes.flatMap((prize, index) => Array.from({ length: prize.quantity }, () => index));
  const trace = [...traceOf(frozen, seedFor(frozen, signature))];
  return placesIn(frozen, trace).map(({ ticket, leaf }, i) => {
    const prizeIndex = prizeIndexes[i] ?? null;
    const prize = prizeIndex === null ? undefined : prizes[prizeIndex];
    return {
      outcome: i < winners ? "WINNER" : "ALTERNATE",
      place: i < winners ? i + 1 : i - winners + 1,
      prizeIndex,
      ticket,
      leafIndex: leaf,
      claimDeadline: prize ? new Date(claimDeadlineMs(prize.type, drawnAt.getTime())) : null,
    };
  });
}

async function save(unit: RafflesUnit, id: RaffleId, prepared: Prepared): Promise<Result<Drawing, Refusal>> {
  const { raffles, draws, events } = unit;
  const raffle = await raffles.lock(id);
  if (!raffle) return refuse({ kind: "NOT_FOUND" });
  if (isDrawn(raffle)) return ok("DRAWN");
  const may = mayRaffle("draw", raffle);
  if (!may.ok) return may;
  const { bytes, awards, drawnAt } = prepared;
  const hash = toHex(sha256(bytes));
  await draws.addFile(id, { name: "certificate.json", bytes }, drawnAt);
  await draws.lockDrawLog();
  await draws.appendDocument({ kind: "certificate", raffleId: id, sha256: hash, at: drawnAt });
  await raffles.saveDrawn(id, awards, drawnAt);
  const winners = awards.filter(({ outcome }) => outcome === "WINNER").length;
  const payload = { raffleId: id, certificateSha256: hash, winners, alternates: awards.length - winners };
  await events.append([raffleEvent(raffleDrawn, payload, drawnAt)]);
  return ok("DRAWN");
}
