import { isShowable, isStore, type KeptCode, storeOf } from "./kept-code";

const keyOf = (id: string): string => `/offline/codes/${id}`;

const jsonAnswer = (value: unknown): Response =>
  new Response(JSON.stringify(value), { headers: { "Content-Type": "application/json" } });

export async function readCode(person: string, id: string): Promise<KeptCode | undefined> {
  const store = await caches.open(storeOf(person));
  const found = await store.match(keyOf(id));
  return found ? ((await found.json()) as KeptCode) : undefined; // only `writeCode` writes here
}

export async function writeCode(person: string, code: KeptCode): Promise<void> {
  const store = await caches.open(storeOf(person));
  await store.put(keyOf(code.id), jsonAnswer(code));
}

export async function dropCode(person: string, id: string): Promise<void> {
  const store = await caches.open(storeOf(person));
  await store.delete(keyOf(id));
}

/** Everything of this person but these. */
export async function keepOnly(person: string, ids: ReadonlySet<string>): Promise<void> {
  const store = await caches.open(storeOf(person));
  for (const { url } of await store.keys()) {
    const id = new URL(url).pathname.split("/").at(-1) ?? "";
    if (!ids.has(id)) await store.delete(keyOf(id));
  }
}

/** Every kept code of everybody, or of everybody else. */
export async function forgetCodes(except?: string): Promise<void> {
  const kept = except === undefined ? undefined : storeOf(except);
  const names = await caches.keys();
  await Promise.all(names.filter((name) => isStore(name) && name !== kept).map((name) => caches.delete(name)));
}

/** The codes that may be shown now, whoever's they are: only one person's are ever there. The newest look first. */
export async function showableCodes(now: Date): Promise<KeptCode[]> {
  const codes: KeptCode[] = [];
  for (const name of (await caches.keys()).filter(isStore)) {
    const store = await caches.open(name);
    for (const key of await store.keys()) {
      const found = await store.match(key);
      if (found) codes.push((await found.json()) as KeptCode); // only `writeCode` writes here
    }
  }
  return codes.filter((code) => isShowable(code, now)).toSorted((a, b) => b.asOf.localeCompare(a.asOf));
}
