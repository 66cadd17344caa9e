import "server-only";
import { formatPesos } from "@/server/kernel/money";
import { localDay, MEXICO_CITY } from "@/server/kernel/time";

import { PAGE_STYLE } from "./page-style";
import type { PageWords } from "./page-words";

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const grouped = (pesos: string): string => pesos.replace(/\B(?=(\d{3})+$)/g, ",");

/** `$1,250.00`. */
export function money(amount: number): string {
  const [pesos = "0", cents = "00"] = formatPesos(amount).split(".");
  return `$${grouped(pesos)}.${cents}`;
}

function sum(amount: number): string {
  const [pesos = "0", cents = "00"] = formatPesos(amount).split(".");
  return `<p class="sum">$${grouped(pesos)}<sup>${cents}</sup></p>`;
}

/** The last whole local day before an exclusive end. */
export function dayBefore(endS: number, words: PageWords): string {
  const [year = 0, month = 1, day = 1] = localDay(new Date((endS - 1) * 1000), MEXICO_CITY)
    .split("-")
    .map(Number);
  return words.date(day, words.months[month - 1] ?? "", year);
}

export type Button = { readonly action: string; readonly label: string; readonly style?: "main" | "no" };

export const buttons = (list: readonly Button[]): string =>
  `<form method="post">${list
    .map((b) => `<button name="action" value="${b.action}" class="${b.style ?? ""}">${escaped(b.label)}</button>`)
    .join("")}</form>`;

export const folded = (label: string, list: readonly Button[]): string =>
  `<details><summary>${escaped(label)}</summary>${buttons(list)}</details>`;

export const link = (href: string, label: string): string =>
  `<p><a class="link" href="${escaped(href)}">${escaped(label)}</a></p>`;

export const row = (label: string, value: string): string =>
  `<div><dt>${escaped(label)}</dt><dd>${escaped(value)}</dd></div>`;

export const note = (tone: "good" | "bad" | "wait", text: string, role = ""): string =>
  `<p class="note ${tone}"${role && ` role="${role}"`}>${escaped(text)}</p>`;

export const head = (what: string, amount: number): string =>
  `<h1>${escaped(what)}</h1><p class="to">Gasolinera JSM</p>${sum(amount)}`;

export type Frame = { readonly words: PageWords; readonly nonce: string };

export function page({ words, nonce }: Frame, title: string, body: string): string {
  return `<!doctype html><html lang="${words.lang}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<title>${escaped(title)}</title><style nonce="${escaped(nonce)}">${PAGE_STYLE}</style></head><body>
<div class="demo">${escaped(words.demo)}</div><main><section class="card">${body}</section>
<p class="small">${escaped(words.promise)}</p></main></body></html>`;
}
