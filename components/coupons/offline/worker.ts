/**
 * The customer's service worker: keeps nothing of any page, only the last codes as data, and answers with a page of its
 * own where there is no network. Built by scripts/build-offline-worker.mjs into public/offline-worker.js.
 */
import { dropCode, forgetCodes, keepOnly, readCode, showableCodes, writeCode } from "./code-store";
import { MOST_KEPT, type OfflineMessage, type ShownCode } from "./kept-code";
import { offlinePage, offlinePolicy } from "./offline-page";

/** What we use of a service worker; TypeScript's library for pages does not know it. */
type Waiting = { waitUntil(work: Promise<unknown>): void };
type FetchVisit = Waiting & { readonly request: Request; respondWith(answer: Promise<Response>): void };
type MessageVisit = Waiting & { readonly data: OfflineMessage };
type WorkerScope = {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: "install" | "activate", act: (visit: Waiting) => void): void;
  addEventListener(type: "fetch", act: (visit: FetchVisit) => void): void;
  addEventListener(type: "message", act: (visit: MessageVisit) => void): void;
};

/** This file runs as a service worker and nowhere else. */
const asWorker = (scope: unknown): WorkerScope => scope as WorkerScope;
const worker = asWorker(self);

const PATIENCE_MS = 8_000;
/** The customer's own pages; everything else is none of this worker's business. */
const PAGES = /^\/(wallet|coupons|buy|tickets|account|sign-in)(\/|$)/;
const COUPON = /^\/coupons\/([0-9a-f-]{36})(\/|$)/;
const UNREACHABLE = new Set([502, 503, 504]);

// One message after the other, so that what is forgotten is not written again by a message that came before.
let queue: Promise<unknown> = Promise.resolve();
let epoch = 0;

const inTurn = (work: () => Promise<void>): Promise<void> => {
  const turn = queue.then(work);
  queue = turn.catch(() => undefined);
  return turn;
};

async function pictureOf(person: string, { id, mark }: ShownCode): Promise<string | undefined> {
  const kept = await readCode(person, id);
  if (kept?.mark === mark) return kept.svg;
  const answer = await fetch(`/api/v1/coupons/${id}/qr.svg`, { credentials: "same-origin" }).catch(() => undefined);
  return answer?.ok ? answer.text() : undefined;
}

async function keep(message: Extract<OfflineMessage, { kind: "keep" }>): Promise<void> {
  const { person, codes, asOf, locale, isWhole } = message;
  const then = epoch;
  await forgetCodes(person);
  const shown = codes.slice(0, MOST_KEPT);
  if (isWhole) await keepOnly(person, new Set(shown.map(({ id }) => id)));
  for (const code of shown) {
    const svg = await pictureOf(person, code);
    if (epoch !== then) return;
    if (svg !== undefined) await writeCode(person, { ...code, svg, asOf, locale });
  }
}

/** At once, and again after what was under way. */
function forget(): Promise<void> {
  epoch += 1;
  void inTurn(() => forgetCodes());
  return forgetCodes();
}

function obey(message: OfflineMessage): Promise<void> {
  switch (message.kind) {
    case "keep":
      return inTurn(() => keep(message));
    case "drop":
      return inTurn(() => dropCode(message.person, message.id));
    case "forget":
      return forget();
  }
}

const newNonce = (): string => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));

async function offlineAnswer(path: string): Promise<Response> {
  const now = new Date();
  const codes = await showableCodes(now);
  const nonce = newNonce();
  const locale = codes[0]?.locale ?? navigator.language;
  const page = offlinePage({ codes, wanted: COUPON.exec(path)?.[1], locale, now, nonce });
  return new Response(page, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": offlinePolicy(nonce),
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
    },
  });
}

/** A network that says nothing for long is no network to somebody at the pump. */
const impatience = () => new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS, undefined));

async function fromNetwork(visit: FetchVisit, path: string): Promise<Response | undefined> {
  const asked = fetch(visit.request).catch(() => undefined);
  const showsCode = COUPON.test(path) && (await showableCodes(new Date())).length > 0;
  const answered = await (showsCode ? Promise.race([asked, impatience()]) : asked);
  return answered && UNREACHABLE.has(answered.status) ? undefined : answered;
}

async function answer(visit: FetchVisit, path: string): Promise<Response> {
  const answered = await fromNetwork(visit, path);
  // Whoever is shown the sign-in form holds no session: nothing of the person before stays.
  if (path === "/sign-in" && answered?.ok) visit.waitUntil(forget());
  return answered ?? offlineAnswer(path);
}

worker.addEventListener("install", (visit) => visit.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (visit) => visit.waitUntil(worker.clients.claim()));
worker.addEventListener("message", (visit) => visit.waitUntil(obey(visit.data)));
worker.addEventListener("fetch", (visit) => {
  const { request } = visit;
  const { origin, pathname } = new URL(request.url);
  const isOurs = request.mode === "navigate" && request.method === "GET" && origin === location.origin;
  if (isOurs && PAGES.test(pathname)) visit.respondWith(answer(visit, pathname));
});
