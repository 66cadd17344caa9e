import { type Id, isUuid } from "@/server/kernel/id";

export const ACCESS_SECONDS = 900;
export const REFRESH_SECONDS = 7 * 86_400;
/** Two requests of one browser may refresh at once: within this time the previous token gives the same successor. */
export const GRACE_MS = 10_000;
/** How far back a presented token is followed to learn that it once was ours. */
const LONGEST_CHAIN = 20_000;

/** `<session>.<generation>.<secret>`: each secret is derived from the one before, so none is stored in the clear. */
export type RefreshToken = { readonly sid: string; readonly generation: number; readonly secret: string };

export const writeRefresh = ({ sid, generation, secret }: RefreshToken): string => `${sid}.${generation}.${secret}`;

export function readRefresh(text: string): RefreshToken | undefined {
  const [sid = "", generation = "", secret = "", ...more] = text.split(".");
  if (more.length > 0 || !isUuid(sid) || !/^\d{1,6}$/.test(generation) || !/^[\w-]{43}$/.test(secret)) return undefined;
  return { sid, generation: Number(generation), secret };
}

export type RefreshState = {
  readonly refreshHash: string;
  readonly rotations: number;
  readonly rotatedAt: Date | null;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
};

/** When it was opened, and the paired device it was opened on, if it was one. */
export type SessionPlace = { readonly createdAt: Date; readonly stationDeviceId: Id<"stationDevice"> | null };

export type Session = RefreshState &
  SessionPlace & {
    readonly id: Id<"session">;
    readonly userId: Id<"user">;
    readonly mfaAt: Date | null;
  };

export type NewSession = SessionPlace & {
  readonly id: Id<"session">;
  readonly userId: Id<"user">;
  readonly refreshHash: string;
  readonly deviceLabel: string;
  readonly mfaAt: Date | null;
  readonly expiresAt: Date;
};

/** Keyed and one-way: `next` leads from a secret to its successor, `digest` to what the table keeps. */
export type Chain = { next(secret: string): string; digest(secret: string): string };

export type RefreshVerdict =
  /** Go on with this secret, of the generation after the presented one. */
  | { readonly kind: "rotate"; readonly secret: string }
  /** The answer to the presented token was already given: give it again. */
  | { readonly kind: "repeat"; readonly secret: string }
  /** Once ours, used again: somebody has a copy. The whole family ends. */
  | { readonly kind: "reuse" }
  | { readonly kind: "unknown" };

/** Only a secret that really was issued can end a session; anything else is nobody's. */
export function decideRefresh(
  state: RefreshState,
  token: RefreshToken,
  { chain, now }: { chain: Chain; now: Date },
): RefreshVerdict {
  const steps = state.rotations - token.generation;
  if (steps < 0 || steps > LONGEST_CHAIN || state.revokedAt || now >= state.expiresAt) return { kind: "unknown" };
  let { secret } = token;
  for (let step = 0; step < steps; step++) secret = chain.next(secret);
  if (chain.digest(secret) !== state.refreshHash) return { kind: "unknown" };
  if (steps === 0) return { kind: "rotate", secret: chain.next(secret) };
  const isInGrace = state.rotatedAt !== null && now.getTime() - state.rotatedAt.getTime() <= GRACE_MS;
  return steps === 1 && isInGrace ? { kind: "repeat", secret } : { kind: "reuse" };
}
