import "server-only";
import { eq } from "drizzle-orm";

import type { ReadDb } from "@/db/client";
import { stationDevices, users, userSessions } from "@/db/schema/auth";
import { sessionCookie, stationCookie } from "@/server/auth/domain/cookies";
import { asId, type Id } from "@/server/kernel/id";
import type { Tokens } from "@/server/platform/credentials";
import type { Actor } from "@/server/platform/ctx";

/** What Node and `Object.fromEntries(headers)` both give: names in lower case. */
export type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

export type Identify = (headers: RequestHeaders) => Promise<Actor>;

/** How long a revoked session may still look around. Money reads the session in its own transaction instead. */
const FRESH_MS = 1_000;
const MOST_REMEMBERED = 10_000;
const stranger: Actor = { kind: "anonymous" };

type State = {
  /** Of the paired device the session belongs to; undefined for a session of one's own. */
  stationKeyHash: string | undefined;
  actor: Extract<Actor, { kind: "user" }>;
  permissionVersion: number;
  expiresAt: Date;
};

/** A live session of an active person; undefined for anything else. */
async function sessionState(db: ReadDb, sid: Id<"session">): Promise<State | undefined> {
  const [row] = await db
    .select({
      userId: userSessions.userId,
      revokedAt: userSessions.revokedAt,
      expiresAt: userSessions.expiresAt,
      mfaAt: userSessions.mfaAt,
      role: users.role,
      isActive: users.isActive,
      permissionVersion: users.permissionVersion,
      stationDeviceId: userSessions.stationDeviceId,
      stationKeyHash: stationDevices.keyHash,
      deviceRevokedAt: stationDevices.revokedAt,
    })
    .from(userSessions)
    .innerJoin(users, eq(users.id, userSessions.userId))
    .leftJoin(stationDevices, eq(stationDevices.id, userSessions.stationDeviceId))
    .where(eq(userSessions.id, sid));
  if (!row || row.revokedAt || row.deviceRevokedAt || !row.isActive) return undefined;
  const actor = {
    kind: "user",
    id: asId("user", row.userId),
    role: row.role,
    sessionId: sid,
    mfaAt: row.mfaAt ?? undefined,
    ...(row.stationDeviceId && { stationDeviceId: asId("stationDevice", row.stationDeviceId) }),
  } as const;
  const { permissionVersion, expiresAt } = row;
  return { actor, permissionVersion, expiresAt, stationKeyHash: row.stationKeyHash ?? undefined };
}

type Parts = { tokens: Tokens; db: ReadDb; isSecure: boolean; hashOfStationKey(key: string): string; now(): number };

/**
 * Who a request comes from: bearer token, else session cookie. An `Authorization` header of any other shape is a
 * stranger, so that what needs a sign-in answers 401; it never falls back to the cookie.
 */
export function createIdentifier({ tokens, db, isSecure, hashOfStationKey, now }: Parts): Identify {
  const states = new Map<string, { at: number; state: Promise<State | undefined> }>();
  const cookieName = sessionCookie(isSecure);

  function stateOf(sid: Id<"session">): Promise<State | undefined> {
    const known = states.get(sid);
    if (known && now() - known.at < FRESH_MS) return known.state;
    for (const oldest of states.keys()) {
      if (states.size < MOST_REMEMBERED) break;
      states.delete(oldest);
    }
    const state = sessionState(db, sid);
    states.delete(sid);
    states.set(sid, { at: now(), state });
    state.catch(() => states.delete(sid));
    return state;
  }

  return async (headers) => {
    const token = tokenOf(headers, cookieName);
    const claims = token === undefined ? null : await tokens.verify(token);
    if (!claims) return stranger;
    const state = await stateOf(claims.sid);
    if (!state || state.actor.id !== claims.sub || state.permissionVersion !== claims.pv) return stranger;
    if (state.expiresAt.getTime() <= now()) return stranger;
    if (state.stationKeyHash === undefined) return state.actor;
    const key = stationKeyOf(headers, isSecure);
    return key !== undefined && hashOfStationKey(key) === state.stationKeyHash ? state.actor : stranger;
  };
}

function tokenOf(headers: RequestHeaders, cookieName: string): string | undefined {
  const { authorization, cookie } = headers;
  if (authorization !== undefined) return /^Bearer +([\w.-]+) *$/i.exec(String(authorization))?.[1];
  return cookieIn(cookie, cookieName);
}

/** The key of a paired device: browsers keep it in a cookie, programs send a header. */
export function stationKeyOf(
  { cookie, "x-station-key": header }: RequestHeaders,
  isSecure: boolean,
): string | undefined {
  const key = header ?? cookieIn(cookie, stationCookie(isSecure));
  return typeof key === "string" && key.length <= 100 ? key : undefined;
}

function cookieIn(cookie: string | string[] | undefined, name: string): string | undefined {
  for (const part of String(cookie ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}
