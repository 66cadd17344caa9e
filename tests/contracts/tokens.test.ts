import { createHmac, generateKeyPairSync, type KeyObject } from "node:crypto";

import { exportJWK, SignJWT } from "jose";
import { uuidv7 } from "uuidv7";
import { describe, expect, test } from "vitest";

import { createTokens } from "@/server/adapters/tokens/access-tokens";
import { asId } from "@/server/kernel/id";
import type { AccessClaims } from "@/server/platform/credentials";
import type { KeyRing } from "@/server/platform/keys";

const ISSUER = "https://jsm.example";
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 });
const retired = generateKeyPairSync("rsa", { modulusLength: 2048 });
const verifiers = new Map<string, KeyObject>([
  ["k2", publicKey],
  ["k1", retired.publicKey],
]);

const keys = {
  accessSigner: () => Promise.resolve({ kid: "k2", privateKey }),
  accessVerifiers: () => Promise.resolve(verifiers),
} satisfies Pick<KeyRing, "accessSigner" | "accessVerifiers">;

/** The tokens ask the ring for its RSA keys and for nothing else. */
const ringOf = (part: Pick<KeyRing, "accessSigner" | "accessVerifiers">): KeyRing => part as KeyRing;
const tokens = createTokens({ keys: ringOf(keys), issuer: ISSUER });

const claims: AccessClaims = {
  sub: asId("user", uuidv7()),
  sid: asId("session", uuidv7()),
  role: "CUSTOMER",
  pv: 1,
};

const seconds = (): number => Math.floor(Date.now() / 1_000);
const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

type Odd = {
  header?: Record<string, unknown>;
  payload?: Record<string, unknown>;
  key?: KeyObject;
  issuer?: string;
  audience?: string;
  expires?: number;
};

/** A token as ours are made, but for what is odd about it. */
function made({ header = {}, payload = {}, key = privateKey, issuer = ISSUER, audience = "jsm", expires }: Odd) {
  const { sub, ...rest } = { ...claims, ...payload };
  return new SignJWT(rest)
    .setProtectedHeader({ alg: "RS256", kid: "k2", typ: "JWT", ...header })
    .setSubject(sub)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(seconds())
    .setExpirationTime(expires ?? seconds() + 60)
    .sign(key);
}

/** Written by hand: no library makes these. */
const forged = (
  header: Record<string, unknown>,
  sign: (text: string) => string,
  extra: Record<string, unknown> = {},
) => {
  const body = { ...claims, iss: ISSUER, aud: "jsm", iat: seconds(), exp: seconds() + 60, ...extra };
  const text = `${base64url(header)}.${base64url(body)}`;
  return `${text}.${sign(text)}`;
};

const hmacWith = (secret: string) => (text: string) => createHmac("sha256", secret).update(text).digest("base64url");
const publicPem = publicKey.export({ type: "spki", format: "pem" }).toString();
const publicDer = publicKey.export({ type: "spki", format: "der" }).toString("base64");

const refused: Record<string, () => Promise<string> | string> = {
  "algorithm none": () => forged({ alg: "none", kid: "k2" }, () => ""),
  "algorithm None": () => forged({ alg: "None", kid: "k2" }, () => ""),
  "no algorithm": () => forged({ kid: "k2" }, () => ""),
  "HS256 with the public key as PEM": () => forged({ alg: "HS256", kid: "k2" }, hmacWith(publicPem)),
  "HS256 with the public key as DER": () => forged({ alg: "HS256", kid: "k2" }, hmacWith(publicDer)),
  "HS256 with an empty secret": () => forged({ alg: "HS256", kid: "k2" }, hmacWith("")),
  "PS256 with our key": () => made({ header: { alg: "PS256" } }),
  "RS384 with our key": () => made({ header: { alg: "RS384" } }),
  "another's key under our kid": () => made({ key: stranger.privateKey }),
  "another's key, sent along": async () =>
    made({ key: stranger.privateKey, header: { jwk: await exportJWK(stranger.publicKey), kid: "k9" } }),
  "another's key, to be fetched": () =>
    made({ key: stranger.privateKey, header: { jku: "http://127.0.0.1/jwks.json", kid: "k9" } }),
  "a kid that is a path": () => made({ header: { kid: "../../etc/passwd" } }),
  "a kid that is SQL": () => made({ header: { kid: "k2' or '1'='1" } }),
  "a kid of Object's": () => made({ header: { kid: "__proto__" } }),
  "an empty kid": () => made({ header: { kid: "" } }),
  "the kid of another of our keys": () => made({ header: { kid: "k1" } }),
  "an unknown critical header": () => forged({ alg: "RS256", kid: "k2", crit: ["odd"], odd: 1 }, () => "AAAA"),
  "another audience": () => made({ audience: "jsm-mobile" }),
  "another issuer": () => made({ issuer: "https://evil.example" }),
  expired: () => made({ expires: seconds() - 61 }),
  "expired just now": () => made({ expires: seconds() - 1 }),
  "not yet valid": () => made({ payload: { nbf: seconds() + 3_600 } }),
  "without an end": () =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: "RS256", kid: "k2" })
      .setSubject(claims.sub)
      .setIssuer(ISSUER)
      .setAudience("jsm")
      .sign(privateKey),
  "a subject that is no id": () => made({ payload: { sub: "admin" } }),
  "without a session": () => made({ payload: { sid: undefined } }),
  "a session that is no id": () => made({ payload: { sid: "1" } }),
  "an unknown role": () => made({ payload: { role: "ROOT" } }),
  "a role that is a list": () => made({ payload: { role: ["ADMIN"] } }),
  "a version that is text": () => made({ payload: { pv: "1" } }),
  "of another kind": () => made({ header: { typ: "at+jwt" } }),
  "cut off": async () => (await made({})).slice(0, -8),
  "with a changed payload": async () => {
    const [header, , signature] = (await made({})).split(".");
    return `${header}.${base64url({ ...claims, role: "ADMIN", iss: ISSUER, aud: "jsm", exp: seconds() + 60 })}.${signature}`;
  },
  "with its signature twice": async () => {
    const token = await made({});
    return `${token}.${token.split(".")[2]}`;
  },
  empty: () => "",
  "dots only": () => "..",
  "not a token": () => "Bearer something",
  "longer than any of ours": () => `${"a".repeat(5_000)}.b.c`,
};

describe("access tokens", () => {
  test("what was signed is read back, and says nothing else", async () => {
    const token = await tokens.sign({ ...claims, mfa: 1_700_000_000 }, 900);
    expect(await tokens.verify(token)).toEqual({
      ...claims,
      mfa: 1_700_000_000,
      exp: expect.closeTo(seconds() + 900, -1),
    });
    const [, body = ""] = token.split(".");
    const said: unknown = JSON.parse(Buffer.from(body, "base64url").toString());
    expect(Object.keys(said as object).toSorted()).toEqual([
      "aud",
      "exp",
      "iat",
      "iss",
      "mfa",
      "pv",
      "role",
      "sid",
      "sub",
    ]);
  });

  test("a copied token keeps its end", async () => {
    const exp = seconds() + 30;
    const copy = await tokens.sign({ ...claims, exp }, 900);
    expect(await tokens.verify(copy)).toMatchObject({ exp });
  });

  test("a key that stopped signing still verifies what it signed", async () => {
    expect(await tokens.verify(await made({ header: { kid: "k1" }, key: retired.privateKey }))).toMatchObject(claims);
  });

  test.for(Object.entries(refused))("refused: %s", async ([, make]) => {
    const token = await make();
    expect(await tokens.verify(token)).toBeNull();
    // Nor the second time, when a remembered answer could stand in.
    expect(await tokens.verify(token)).toBeNull();
  });

  test("publishes both public keys and no private part", async () => {
    const { keys: published } = await tokens.jwks();
    expect(published.map(({ kid, alg, use }) => ({ kid, alg, use }))).toEqual([
      { kid: "k2", alg: "RS256", use: "sig" },
      { kid: "k1", alg: "RS256", use: "sig" },
    ]);
    for (const key of published) expect(Object.keys(key).toSorted()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
  });
});
