import "server-only";
import { exportJWK, type JWTHeaderParameters, type JWTPayload, jwtVerify, SignJWT } from "jose";

import { isRole } from "@/server/auth/domain/role";
import { asId, isUuid } from "@/server/kernel/id";
import type { AccessClaims, Tokens } from "@/server/platform/credentials";
import type { KeyRing } from "@/server/platform/keys";

const ALGORITHM = "RS256";
const AUDIENCE = "jsm";
const TYPE = "JWT";
/** A token is looked at again after this long, so that a revoked key is noticed. */
const REMEMBERED_MS = 30_000;
const MOST_REMEMBERED = 5_000;

type Remembered = { claims: AccessClaims; until: number };
type TokensParts = { keys: KeyRing; issuer: string };

/** Access tokens: RS256, one issuer and audience, the key named by its kid. The session cookie holds the same thing. */
export function createTokens({ keys, issuer }: TokensParts): Tokens {
  const remembered = new Map<string, Remembered>();

  function remember(token: string, claims: AccessClaims): void {
    for (const oldest of remembered.keys()) {
      if (remembered.size < MOST_REMEMBERED) break;
      remembered.delete(oldest);
    }
    const until = Math.min(Date.now() + REMEMBERED_MS, (claims.exp ?? 0) * 1_000);
    remembered.set(token, { claims, until });
  }

  async function keyOf({ kid }: JWTHeaderParameters) {
    const key = (await keys.accessVerifiers(kid)).get(kid ?? "");
    if (!key) throw new Error("no such key");
    return key;
  }

  return {
    async sign({ sub, sid, role, pv, mfa, exp }, maxAgeSeconds) {
      const { kid, privateKey } = await keys.accessSigner();
      const now = Math.floor(Date.now() / 1_000);
      return new SignJWT({ sid, role, pv, ...(mfa !== undefined && { mfa }) })
        .setProtectedHeader({ alg: ALGORITHM, kid, typ: TYPE })
        .setSubject(sub)
        .setIssuer(issuer)
        .setAudience(AUDIENCE)
        .setIssuedAt(now)
        .setExpirationTime(exp ?? now + maxAgeSeconds)
        .sign(privateKey);
    },
    async verify(token) {
      const known = remembered.get(token);
      if (known && known.until > Date.now()) return known.claims;
      remembered.delete(token);
      if (token.length > 4_096) return null;
      const claims = await jwtVerify(token, keyOf, {
        algorithms: [ALGORITHM],
        issuer,
        audience: AUDIENCE,
        typ: TYPE,
      }).then(
        ({ payload }) => claimsOf(payload),
        () => null,
      );
      if (claims) remember(token, claims);
      return claims;
    },
    async jwks() {
      const keysByKid = [...(await keys.accessVerifiers())];
      const exported = keysByKid.map(async ([kid, key]) => ({
        ...(await exportJWK(key)),
        kid,
        alg: ALGORITHM,
        use: "sig",
      }));
      return { keys: await Promise.all(exported) };
    },
  };
}

function claimsOf({ sub, exp, sid, role, pv, mfa }: JWTPayload): AccessClaims | null {
  if (typeof sub !== "string" || !isUuid(sub) || typeof sid !== "string" || !isUuid(sid)) return null;
  if (typeof role !== "string" || !isRole(role) || typeof pv !== "number" || exp === undefined) return null;
  return {
    sub: asId("user", sub),
    sid: asId("session", sid),
    role,
    pv,
    exp,
    ...(typeof mfa === "number" && { mfa }),
  };
}
