import "server-only";
import type { KeyObject } from "node:crypto";

import { sql } from "drizzle-orm";

import type { Db } from "@/db/client";
import { databaseInstant } from "@/server/platform/database-time";
import {
  type Ed25519Public,
  type Ed25519Signer,
  KEY_PURPOSES,
  type KeyPurpose,
  type KeyRing,
  type KeyState,
  type PreparedKey,
  type Secrets,
} from "@/server/platform/keys";
import type { Logger } from "@/server/platform/logger";

import { ed25519Signer, makeKey, rsaPrivate, rsaPublic } from "./key-material";

type Row = {
  kid: string;
  purpose: KeyPurpose;
  state: KeyState;
  public_key: string;
  private_key_sealed: string;
  created_at: string;
  retired_at: string | null;
};

type Loaded = {
  signers: Map<KeyPurpose, Ed25519Signer>;
  publics: Map<KeyPurpose, Map<string, Ed25519Public>>;
  access: { kid: string; privateKey: KeyObject } | undefined;
  verifiers: Map<string, KeyObject>;
  /** How many keys of each purpose there ever were. */
  counts: Record<KeyPurpose, number>;
};

/** A kid nobody here knows may be of a key that another instance made just now; strangers cannot ask more often. */
const LOOK_AGAIN_MS = 1_000;

/** How soon an instance notices that another one rotated a key. */
const REFRESH_MS = 30_000;

const contextOf = (row: { purpose: string; kid: string }): string => `signing-key:${row.purpose}:${row.kid}`;

type KeyRingParts = { db: Db; secrets: Secrets; log: Logger };

export function createKeyRing({ db, secrets, log }: KeyRingParts): KeyRing {
  let loading: Promise<Loaded> | undefined;
  let loadedAt = 0;
  let lookedAgainAt = 0;

  const fresh = (): Promise<Loaded> => {
    loadedAt = Date.now();
    return load(db, secrets);
  };

  function current(): Promise<Loaded> {
    if (!loading) {
      loading = fresh();
      loading.catch(() => (loading = undefined));
    } else if (Date.now() - loadedAt > REFRESH_MS) {
      // Not awaited: a caller inside a transaction must never wait for a second connection.
      fresh().then(
        (loaded) => (loading = Promise.resolve(loaded)),
        (fault: unknown) => log.warn({ fault: String(fault) }, "signing keys not refreshed, the known ones stay"),
      );
    }
    return loading;
  }

  async function reload(): Promise<Loaded> {
    const loaded = await fresh();
    loading = Promise.resolve(loaded);
    return loaded;
  }

  async function verifiers(wanted?: string): Promise<ReadonlyMap<string, KeyObject>> {
    const known = (await current()).verifiers;
    if (wanted === undefined || known.has(wanted) || Date.now() - lookedAgainAt < LOOK_AGAIN_MS) return known;
    lookedAgainAt = Date.now();
    return (await reload()).verifiers;
  }

  return {
    load: async () => void (await current()),
    ed25519: async (purpose) => present((await current()).signers.get(purpose), purpose),
    ed25519Public: async (purpose) => present((await current()).publics.get(purpose), purpose),
    accessSigner: async () => present((await current()).access, "ACCESS_TOKEN"),
    accessVerifiers: verifiers,
    prepare: async (purpose) => prepareKey(secrets, { purpose, ordinal: (await current()).counts[purpose] + 1 }),
    reload: async () => void (await reload()),
  };
}

function present<T>(found: T | undefined, purpose: KeyPurpose): T {
  if (found === undefined) throw new Error(`no active key for ${purpose}`);
  return found;
}

async function load(db: Db, secrets: Secrets): Promise<Loaded> {
  let rows = await readKeys(db);
  const missing = KEY_PURPOSES.filter(
    (purpose) => !rows.some((row) => row.purpose === purpose && row.state === "ACTIVE"),
  );
  for (const purpose of missing) {
    await addKey(db, secrets, { purpose, ordinal: rows.filter((row) => row.purpose === purpose).length + 1 });
  }
  if (missing.length > 0) rows = await readKeys(db);
  return openKeys(rows, secrets);
}

async function readKeys(db: Db): Promise<Row[]> {
  const rows = await db.execute<Row>(sql`
    select kid, purpose, state, public_key, private_key_sealed, created_at::text, retired_at::text
    from signing_keys order by created_at, kid`);
  return [...rows];
}

type Wanted = { purpose: KeyPurpose; ordinal: number };

/** Of two instances that start at once one wins; the partial unique index makes the other's key go nowhere. */
async function addKey(db: Db, secrets: Secrets, { purpose, ordinal }: Wanted): Promise<void> {
  const key = await prepareKey(secrets, { purpose, ordinal });
  await db.execute(sql`
    insert into signing_keys (kid, purpose, state, algorithm, public_key, private_key_sealed)
    values (${key.kid}, ${purpose}, 'ACTIVE', ${key.algorithm}, ${key.publicKey}, ${key.privateKeySealed})
    on conflict do nothing`);
}

async function prepareKey(secrets: Secrets, { purpose, ordinal }: Wanted): Promise<PreparedKey> {
  const { privateKey, ...key } = await makeKey(purpose, ordinal);
  return { ...key, purpose, privateKeySealed: secrets.seal(privateKey, contextOf({ purpose, kid: key.kid })) };
}

function openKeys(rows: readonly Row[], secrets: Secrets): Loaded {
  const counts = { ACCESS_TOKEN: 0, COUPON_QR: 0, DRAW: 0, RECEIPT: 0 };
  const loaded: Loaded = { signers: new Map(), publics: new Map(), access: undefined, verifiers: new Map(), counts };
  for (const row of rows) {
    counts[row.purpose] += 1;
    if (row.purpose === "ACCESS_TOKEN") {
      if (row.state !== "REVOKED") loaded.verifiers.set(row.kid, rsaPublic(row.public_key));
      if (row.state === "ACTIVE") loaded.access = { kid: row.kid, privateKey: rsaPrivate(privateOf(row, secrets)) };
      continue;
    }
    const publics = loaded.publics.get(row.purpose) ?? new Map<string, Ed25519Public>();
    loaded.publics.set(row.purpose, publics);
    publics.set(row.kid, {
      publicKey: new Uint8Array(Buffer.from(row.public_key, "base64url")),
      state: row.state,
      from: databaseInstant(row.created_at),
      to: row.retired_at === null ? null : databaseInstant(row.retired_at),
    });
    if (row.state === "ACTIVE") loaded.signers.set(row.purpose, ed25519Signer(row.kid, privateOf(row, secrets)));
  }
  return loaded;
}

function privateOf(row: Row, secrets: Secrets): Uint8Array {
  try {
    return secrets.open(row.private_key_sealed, contextOf(row));
  } catch {
    throw new Error(`JSM_SECRET does not open the stored key ${row.kid} of ${row.purpose}: it was another one`);
  }
}
