import "server-only";
import type { z } from "zod";

import type { Logger } from "./logger";
import { cacheLookups } from "./metrics";

/** A cache that all instances share; it may be away, slow or wrong, and then it is as if it held nothing. */
export type FarCache = {
  get(key: string): Promise<string | undefined>;
  set(key: string, text: string, seconds: number): Promise<void>;
  drop(key: string): Promise<void>;
};

/** The near level lives in this process, the far one is shared. Never for anything that money depends on. */
export type Cache<T> = {
  get(key: string, load: () => Promise<T>): Promise<T>;
  /** What was known of the key is no longer true, for anybody. */
  drop(key: string): void;
  /** Words may have been missed: nothing known so far is trusted, nor is the far cache until its entries have expired. */
  distrust(): void;
};

const NEAR_MS = 60_000;
const FAR_SECONDS = 15 * 60;
const MOST_ENTRIES = 4_000;

type CacheParts<T> = {
  /** For the metric and the shared keys. */
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly far: FarCache | undefined;
  readonly log: Logger;
  now(): Date;
};

type Entry<T> = { readonly value: T; readonly until: number };

/** However many ask for one key at once, one load is under way; what changed while it ran is not kept. */
export function createCache<T>({ name, schema, far, log, now }: CacheParts<T>): Cache<T> {
  const near = new Map<string, Entry<T>>();
  const underWay = new Map<string, Promise<T>>();
  let farTrustedFrom = 0;
  const count = (from: "near" | "far" | "load" | "shared") => cacheLookups.inc({ cache: name, from });
  const farKey = (key: string): string => `jsm:${name}:${key}`;
  const shrug = (fault: unknown) => log.warn({ cache: name, fault: String(fault) }, "the shared cache is away");

  async function fromFar(key: string): Promise<T | undefined> {
    if (!far || now().getTime() < farTrustedFrom) return undefined;
    try {
      const text = await far.get(farKey(key));
      const read = text === undefined ? undefined : schema.safeParse(JSON.parse(text));
      return read?.success ? read.data : undefined;
    } catch (fault) {
      shrug(fault);
      return undefined;
    }
  }

  async function fetched(key: string, load: () => Promise<T>, isCurrent: () => boolean): Promise<T> {
    const known = await fromFar(key);
    count(known === undefined ? "load" : "far");
    const value = known ?? (await load());
    if (!isCurrent()) return value;
    near.delete(key);
    near.set(key, { value, until: now().getTime() + NEAR_MS });
    const [oldest] = near.keys();
    if (near.size > MOST_ENTRIES && oldest !== undefined) near.delete(oldest);
    if (known === undefined) await far?.set(farKey(key), JSON.stringify(value), FAR_SECONDS).catch(shrug);
    return value;
  }

  return {
    get(key, load) {
      const entry = near.get(key);
      if (entry && now().getTime() < entry.until) {
        count("near");
        return Promise.resolve(entry.value);
      }
      const waiting = underWay.get(key);
      if (waiting) {
        count("shared");
        return waiting;
      }
      const work: Promise<T> = fetched(key, load, () => underWay.get(key) === work).finally(() => {
        if (underWay.get(key) === work) underWay.delete(key);
      });
      underWay.set(key, work);
      return work;
    },
    drop(key) {
      near.delete(key);
      underWay.delete(key);
      far?.drop(farKey(key)).catch(shrug);
    },
    distrust() {
      near.clear();
      underWay.clear();
      farTrustedFrom = now().getTime() + FAR_SECONDS * 1_000;
    },
  };
}
