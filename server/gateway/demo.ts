import "server-only";
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

import type { Container } from "@/server/container";
import type { CapturedMessage } from "@/server/platform/demo-desk";
import { Refused } from "@/server/platform/refused";

import type { RequestFacts } from "./request-facts";

type DemoVisit = {
  req: IncomingMessage;
  res: ServerResponse;
  url: URL;
  facts: RequestFacts;
  container: Container;
  label(route: string): void;
};

/** `/demo/*`, in the demonstration only: the hosted payment page and the messages that were not really sent. */
export async function serveDemo({ req, res, url, facts, container, label }: DemoVisit): Promise<boolean> {
  if (!url.pathname.startsWith("/demo/")) return false;
  label("/demo");
  const { demo } = container;
  if (!demo) throw new Refused({ kind: "NOT_FOUND" });
  const nonce = randomBytes(16).toString("base64url");
  req.headers["x-nonce"] = nonce;
  res.setHeader("Content-Security-Policy", demoPolicy(nonce));
  res.setHeader("Cache-Control", "private, no-store");
  if (url.pathname.startsWith("/demo/checkout/") && demo.hostedPage) {
    await demo.hostedPage(req, res);
    return true;
  }
  const channel = url.pathname === "/demo/mail" ? "MAIL" : url.pathname === "/demo/sms" ? "SMS" : undefined;
  if (!channel || !demo.captured) throw new Refused({ kind: "NOT_FOUND" });
  if (req.method !== "GET" && req.method !== "HEAD") throw new Refused({ kind: "METHOD_NOT_ALLOWED" });
  const messages = (await demo.captured()).filter((message) => message.channel === channel);
  res.setHeader("Content-Type", "text/html; charset=utf-8");
  res.end(messagesPage({ messages, channel, nonce, isSpanish: facts.locale === "es-MX" }));
  return true;
}

const demoPolicy = (nonce: string) =>
  `default-src 'none'; style-src 'nonce-${nonce}'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => escapes[char] ?? char);

/** Links are the point of most of these messages, so they can be followed; only our own kind of address becomes one. */
const withLinks = (text: string): string =>
  escape(text).replace(/https?:\/\/[^\s<>&]+(?:&amp;[^\s<>&]+)*/g, (link) => `<a href="${link}">${link}</a>`);

const words = {
  es: {
    MAIL: "Correo capturado",
    SMS: "SMS capturados",
    none: "Todavía no se ha enviado nada.",
    why: "Esta es una demostración: los mensajes no salen de aquí.",
    to: "Para",
    back: "Volver al inicio",
  },
  en: {
    MAIL: "Captured mail",
    SMS: "Captured SMS",
    none: "Nothing has been sent yet.",
    why: "This is a demonstration: messages do not leave this place.",
    to: "To",
    back: "Back to the start",
  },
};

const style = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:0 auto;padding:16px;background:light-dark(#faf7f2,#0b0c0c);color:light-dark(#1c1b19,#eceae6)}
nav a{margin-right:16px}h1{font-size:1.5rem}article{border:1px solid light-dark(#ddd6ca,#33363a);border-radius:6px;padding:16px;margin:16px 0;background:light-dark(#fff,#141617)}
h2{font-size:1rem;margin:0 0 4px}small{color:light-dark(#5f5a52,#a8a49c)}p{white-space:pre-wrap;overflow-wrap:anywhere;margin:8px 0 0}a{color:light-dark(#0f5c63,#6fc7cf)}`;

type PageFacts = { messages: readonly CapturedMessage[]; channel: "MAIL" | "SMS"; nonce: string; isSpanish: boolean };

function messagesPage({ messages, channel, nonce, isSpanish }: PageFacts): string {
  const w = isSpanish ? words.es : words.en;
  const items = messages.map(
    (m) =>
      `<article><h2>${escape(m.subject)}</h2><small>${w.to} ${escape(m.to)} · <time>${m.at.toISOString()}</time></small><p>${withLinks(m.text)}</p></article>`,
  );
  return `<!doctype html><html lang="${isSpanish ? "es-MX" : "en"}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${w[channel]}</title><style nonce="${nonce}">${style}</style></head>
<body><nav><a href="/">${w.back}</a><a href="/demo/mail">${words[isSpanish ? "es" : "en"].MAIL}</a><a href="/demo/sms">${w.SMS}</a></nav><h1>${w[channel]}</h1><small>${w.why}</small>${items.join("") || `<p>${w.none}</p>`}</body></html>`;
}
