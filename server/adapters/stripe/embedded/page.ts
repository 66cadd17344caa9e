import "server-only";
import { formatPesos } from "@/server/kernel/money";
import { localDay, MEXICO_CITY } from "@/server/kernel/time";

import { PAGE_STYLE } from "./page-style";
import type { IntentObject, SessionObject } from "./stripe-words";

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const sum = (amount: number): string => {
  const [pesos = "0", cents = "00"] = formatPesos(amount).split(".");
  return `<p class="sum">$${pesos.replace(/\B(?=(\d{3})+$)/g, ",")}<sup>${cents}</sup></p>`;
};

const MONTHS = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"];

/** `24 nov 2026`: the last whole local day before an exclusive end. */
function dayBefore(endS: number): string {
  const [year, month, day] = localDay(new Date((endS - 1) * 1000), MEXICO_CITY)
    .split("-")
    .map(Number);
  return `${day} ${MONTHS[(month ?? 1) - 1]} ${year}`;
}

type Button = { action: string; label: string; style?: "main" | "no" };

const buttons = (list: readonly Button[]): string =>
  `<form method="post">${list
    .map((b) => `<button name="action" value="${b.action}" class="${b.style ?? ""}">${escaped(b.label)}</button>`)
    .join("")}</form>`;

const back = (href: string, label = "Volver a Gasolinera JSM"): string =>
  `<p><a class="link" href="${escaped(href)}">${escaped(label)}</a></p>`;

const row = (label: string, value: string): string => `<div><dt>${label}</dt><dd>${escaped(value)}</dd></div>`;

function document(title: string, body: string, nonce: string): string {
  return `<!doctype html><html lang="es-MX"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<title>${escaped(title)}</title><style nonce="${escaped(nonce)}">${PAGE_STYLE}</style></head><body>
<div class="demo">Demostración: ningún cobro es real</div><main><section class="card">${body}</section>
<p class="small">Página de pago de la demostración. Aquí nunca se piden números de tarjeta.</p></main></body></html>`;
}

const head = (what: string, amount: number): string =>
  `<h1>${escaped(what)}</h1><p class="to">Gasolinera JSM</p>${sum(amount)}`;

function openButtons(session: SessionObject): Button[] {
  const types = session.payment_method_types;
  return [
    ...(types.includes("card")
      ? [
          { action: "pay", label: "Pagar con tarjeta de prueba", style: "main" } as const,
          { action: "decline", label: "Rechazar", style: "no" } as const,
        ]
      : []),
    ...(types.includes("oxxo") ? [{ action: "voucher", label: "Emitir ficha de OXXO", style: "main" } as const] : []),
    ...(types.includes("customer_balance")
      ? [{ action: "voucher", label: "Ver los datos para SPEI", style: "main" } as const]
      : []),
    { action: "cancel", label: "Cancelar y volver" },
  ];
}

function voucher(intent: IntentObject): string {
  const next = intent.next_action;
  if (next?.type === "oxxo_display_details") {
    const { number, expires_after } = next.oxxo_display_details;
    return `<div class="bars" role="img" aria-label="Código de barras"></div><dl>${row("Referencia", number)}
${row("Paga a más tardar", dayBefore(expires_after))}${row("Dónde", "En la caja de cualquier OXXO")}</dl>`;
  }
  if (next?.type === "display_bank_transfer_instructions") {
    const { reference, financial_addresses } = next.display_bank_transfer_instructions;
    const [address] = financial_addresses;
    return `<dl>${row("CLABE", address?.spei.clabe ?? "")}${row("Banco", address?.spei.bank_name ?? "")}
${row("Referencia", reference)}${row("Cuándo", "Suele llegar en menos de 30 minutos")}</dl>`;
  }
  return "";
}

export type Shown = { session: SessionObject; intent: IntentObject | undefined; wasDeclined: boolean };

/** The page of a checkout session, in whatever state it is. */
export function sessionPage({ session, intent, wasDeclined }: Shown, nonce: string): string {
  const top = head(session.product_name, session.amount_total);
  if (session.status === "expired") {
    return document(
      "Pago vencido",
      `${top}<p class="note bad">Esta página de pago venció. No se cobró nada.</p>${session.cancel_url ? back(session.cancel_url) : ""}`,
      nonce,
    );
  }
  if (session.payment_status === "paid") {
    return document(
      "Pago recibido",
      `${top}<p class="note good">Recibimos tu pago.</p>${back(successUrl(session), "Ver mi cupón")}`,
      nonce,
    );
  }
  if (session.status === "complete") {
    const isWaiting = intent?.status === "requires_action";
    const body = isWaiting
      ? `<p class="note wait">Por pagar: tu cupón se activa cuando llegue el pago.</p>${voucher(intent)}${buttons([{ action: "settle", label: "Pagar ahora (simula el pago)", style: "main" }])}`
      : `<p class="note bad">La ficha venció sin pago. No se cobró nada.</p>`;
    return document("Por pagar", `${top}${body}${back(successUrl(session))}`, nonce);
  }
  const declined = wasDeclined
    ? `<p class="note bad" role="alert">El banco rechazó el pago. Intenta otra vez o vuelve sin pagar.</p>`
    : "";
  return document("Pagar", `${top}${declined}${buttons(openButtons(session))}`, nonce);
}

/** The bank's question of 3-D Secure. */
export function bankPage(intent: IntentObject, nonce: string): string {
  const top = head(intent.description ?? "Compra", intent.amount);
  if (intent.status !== "requires_action") {
    return document(
      "Confirmación",
      `${top}<p class="note ${intent.status === "succeeded" ? "good" : "bad"}">${intent.status === "succeeded" ? "El pago ya está confirmado." : "El pago no se confirmó."}</p>${intent.return_url ? back(intent.return_url) : ""}`,
      nonce,
    );
  }
  return document(
    "Tu banco quiere confirmar",
    `${top}<p class="note wait">Tu banco pide que confirmes que eres tú.</p>${buttons([
      { action: "authorise", label: "Autorizar el pago", style: "main" },
      { action: "refuse", label: "Rechazar", style: "no" },
    ])}`,
    nonce,
  );
}

export const lostPage = (nonce: string): string =>
  document(
    "No existe",
    `<h1>Esta página de pago no existe</h1><p class="note bad">Vuelve a tu cupón e inténtalo de nuevo.</p>`,
    nonce,
  );

export const successUrl = (session: SessionObject): string =>
  session.success_url.replaceAll("{CHECKOUT_SESSION_ID}", session.id);
