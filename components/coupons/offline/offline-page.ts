import * as format from "@/components/format/format";
import english from "@/messages/en.json";
import spanish from "@/messages/es-MX.json";

import { isStale, type KeptCode } from "./kept-code";
import { OFFLINE_STYLE } from "./offline-style";

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** `{name}` in our own texts. */
const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

const wordsOf = (locale: string) => (locale.startsWith("en") ? english : spanish);
type Words = ReturnType<typeof wordsOf>;

export type OfflineFacts = {
  readonly codes: readonly KeptCode[];
  /** The coupon whose page was asked for. */
  readonly wanted: string | undefined;
  readonly locale: string;
  readonly now: Date;
  readonly nonce: string;
};

const zoned = (locale: string) => ({ locale, timeZone: "America/Mexico_City" });

function plate(code: KeptCode, w: Words, { now, locale }: OfflineFacts): string {
  const at = format.dateTime(code.asOf, zoned(locale));
  const asOf = filled(w.offline.asOf, { at, age: format.age(code.asOf, now, locale) });
  const until =
    code.validUntil &&
    `<p>${escaped(w.coupon.until)} ${format.date(new Date(new Date(code.validUntil).getTime() - 1), zoned(locale))}</p>`;
  return `<p class="note ${isStale(code, now) ? "old" : ""}" role="status">${escaped(asOf)} ${escaped(w.offline.decides)}</p>
<figure class="plate"><div class="top"><span class="figure">${format.money(code.balance)}</span><span class="fuel ${code.fuelType}">${escaped(w.fuel[code.fuelType])}</span></div>
<div class="code" role="img" aria-label="${escaped(w.coupon.codeLabel)}">${code.svg}</div>
<figcaption class="short">${format.shortCode(escaped(code.shortCode))}</figcaption></figure>
<p class="hint">${escaped(w.coupon.show)}. ${escaped(w.coupon.hint)}</p>
<p>${escaped(code.stationName ?? w.coupons.anyStation)}</p>${until ?? ""}`;
}

const links = (codes: readonly KeptCode[], w: Words): string =>
  codes.length === 0
    ? ""
    : `<h2>${escaped(w.offline.others)}</h2><ul>${codes
        .map(
          ({ id, balance, fuelType }) =>
            `<li><a href="/coupons/${encodeURIComponent(id)}"><span>${escaped(w.fuel[fuelType])}</span><b>${format.money(balance)}</b></a></li>`,
        )
        .join("")}</ul>`;

/** The screen stays on while the code is looked at, and the real page comes back by itself. */
const SCRIPT = `addEventListener("online",()=>location.reload());
const hold=()=>document.visibilityState==="visible"&&navigator.wakeLock?.request("screen").catch(()=>{});
document.addEventListener("visibilitychange",hold);hold();`;

/** The whole page that the worker answers with when there is no network: no other file, no request. */
export function offlinePage(facts: OfflineFacts): string {
  const { codes, wanted, locale, nonce } = facts;
  const w = wordsOf(locale);
  const shown = wanted === undefined ? codes[0] : codes.find(({ id }) => id === wanted);
  const missing = `<p class="note">${escaped(codes.length === 0 ? w.offline.none : w.offline.notThis)}</p>`;
  const body = `${shown ? plate(shown, w, facts) : missing}${links(
    codes.filter((code) => code !== shown),
    w,
  )}`;
  return `<!doctype html><html lang="${locale.startsWith("en") ? "en" : "es-MX"}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover"><meta name="robots" content="noindex">
<title>${escaped(w.offline.title)}</title><style nonce="${nonce}">${OFFLINE_STYLE}</style></head>
<body><main><h1>${escaped(w.offline.title)}</h1>${body}<p><a class="again" href="">${escaped(w.common.retry)}</a></p></main>
<script nonce="${nonce}">${SCRIPT}</script></body></html>`;
}

/** Of that page: nothing may run or be fetched but what is in it. */
export const offlinePolicy = (nonce: string): string =>
  `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
