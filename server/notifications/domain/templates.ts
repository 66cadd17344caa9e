import { couponExpired, couponExpiring, couponReissued, redemptionVoided } from "./coupon-letters";
import { hello, type Parts, type Writer } from "./letter";
import type { Message, MessageLocale, Rendered, Template, TemplateVariables } from "./message";
import {
  couponSuspended,
  disputeLost,
  disputeWon,
  latePayment,
  paymentExpired,
  refundNeedsAccount,
  refundPaid,
  refundRequested,
} from "./money-letters";

type Where = { readonly locale: MessageLocale; readonly publicUrl: string };

const verifyEmail: Writer<"verifyEmail"> = {
  "es-MX": ({ firstName, token }) => ({
    subject: "Confirma tu correo",
    greeting: hello["es-MX"](firstName),
    lines: [
      "Confirma que este correo es tuyo para poder comprar cupones.",
      "El enlace sirve una vez y vence en 24 horas.",
    ],
    link: { label: "Confirmar mi correo", path: `/verify?token=${token}` },
  }),
  en: ({ firstName, token }) => ({
    subject: "Confirm your e-mail",
    greeting: hello.en(firstName),
    lines: [
      "Confirm that this address is yours, so that you can buy coupons.",
      "The link works once and for 24 hours.",
    ],
    link: { label: "Confirm my e-mail", path: `/verify?token=${token}` },
  }),
};

const addressTaken: Writer<"addressTaken"> = {
  "es-MX": ({ firstName }) => ({
    subject: "Ya tienes una cuenta",
    greeting: hello["es-MX"](firstName),
    lines: [
      "Alguien quiso crear una cuenta con este correo, que ya tiene una. Si fuiste tú, entra con tu contraseña o pide una nueva.",
      "Si no fuiste tú, no hace falta que hagas nada: tu cuenta sigue igual.",
    ],
    link: { label: "Pedir otra contraseña", path: "/forgot" },
  }),
  en: ({ firstName }) => ({
    subject: "You already have an account",
    greeting: hello.en(firstName),
    lines: [
      "Somebody tried to open an account with this address, which has one. If it was you, sign in or choose a new password.",
      "If it was not, there is nothing to do: your account is as it was.",
    ],
    link: { label: "Choose a new password", path: "/forgot" },
  }),
};

const resetPassword: Writer<"resetPassword"> = {
  "es-MX": ({ firstName, token }) => ({
    subject: "Elige una contraseña nueva",
    greeting: hello["es-MX"](firstName),
    lines: [
      "Con este enlace eliges una contraseña nueva. Sirve una vez y vence en 30 minutos.",
      "Si no lo pediste, no hagas nada.",
    ],
    link: { label: "Elegir contraseña", path: `/reset?token=${token}` },
  }),
  en: ({ firstName, token }) => ({
    subject: "Choose a new password",
    greeting: hello.en(firstName),
    lines: [
      "Choose a new password with this link. It works once and for 30 minutes.",
      "If you did not ask for it, do nothing.",
    ],
    link: { label: "Choose a password", path: `/reset?token=${token}` },
  }),
};

const passwordChanged: Writer<"passwordChanged"> = {
  "es-MX": ({ firstName }) => ({
    subject: "Tu contraseña cambió",
    greeting: hello["es-MX"](firstName),
    lines: ["Tu contraseña es nueva y cerramos todas tus sesiones.", "Si no fuiste tú, pide otra ahora mismo."],
    link: { label: "Pedir otra contraseña", path: "/forgot" },
  }),
  en: ({ firstName }) => ({
    subject: "Your password has changed",
    greeting: hello.en(firstName),
    lines: [
      "Your password is new and all your sessions were ended.",
      "If it was not you, choose another one right away.",
    ],
    link: { label: "Choose a password", path: "/forgot" },
  }),
};

const oneTimeCode: Writer<"oneTimeCode"> = {
  "es-MX": ({ code }) => ({
    subject: "Tu código",
    lines: [`${code} es tu código de Gasolinera JSM. Vence en 5 minutos. No lo compartas con nadie.`],
  }),
  en: ({ code }) => ({
    subject: "Your code",
    lines: [`${code} is your Gasolinera JSM code. It works for 5 minutes. Do not share it with anyone.`],
  }),
};

const couponPurchased: Writer<"couponPurchased"> = {
  "es-MX": ({ firstName, couponId, amount, fuel }) => ({
    subject: `Tu cupón de ${amount} está listo`,
    greeting: hello["es-MX"](firstName),
    lines: [
      `Recibimos tu pago de ${amount}. Tu cupón de ${fuel} ya se puede usar.`,
      "Muestra el código en la bomba antes de cargar.",
    ],
    link: { label: "Ver mi cupón", path: `/coupons/${couponId}` },
  }),
  en: ({ firstName, couponId, amount, fuel }) => ({
    subject: `Your ${amount} coupon is ready`,
    greeting: hello.en(firstName),
    lines: [
      `We received your payment of ${amount}. Your ${fuel} coupon can be used now.`,
      "Show the code at the pump before fuelling.",
    ],
    link: { label: "See my coupon", path: `/coupons/${couponId}` },
  }),
};

const ticketsEarned: Writer<"ticketsEarned"> = {
  "es-MX": ({ firstName, raffleName, count }) => ({
    subject: count === 1 ? "Ganaste 1 boleto" : `Ganaste ${count} boletos`,
    greeting: hello["es-MX"](firstName),
    lines: [
      `Tu carga te dio ${count === 1 ? "1 número" : `${count} números`} para «${raffleName}».`,
      "Ahí están también sus comprobantes.",
    ],
    link: { label: "Ver mis números", path: "/tickets" },
  }),
  en: ({ firstName, raffleName, count }) => ({
    subject: count === 1 ? "You earned 1 ticket" : `You earned ${count} tickets`,
    greeting: hello.en(firstName),
    lines: [
      `Your fuel gave you ${count === 1 ? "1 number" : `${count} numbers`} in "${raffleName}".`,
      "Their receipts are there too.",
    ],
    link: { label: "See my numbers", path: "/tickets" },
  }),
};

const raffleWon: Writer<"raffleWon"> = {
  "es-MX": ({ firstName, raffleName, raffleId }) => ({
    subject: `Ganaste en «${raffleName}»`,
    greeting: hello["es-MX"](firstName),
    lines: [
      "Uno de tus números salió en el sorteo. Entra para ver tu premio y cómo reclamarlo.",
      "Cualquiera puede comprobar el resultado.",
    ],
    link: { label: "Ver el sorteo", path: `/raffles/${raffleId}` },
  }),
  en: ({ firstName, raffleName, raffleId }) => ({
    subject: `You won in "${raffleName}"`,
    greeting: hello.en(firstName),
    lines: [
      "One of your numbers was drawn. Sign in to see your prize and how to claim it.",
      "Anyone can check the result.",
    ],
    link: { label: "See the raffle", path: `/raffles/${raffleId}` },
  }),
};

const prizeCode: Writer<"prizeCode"> = {
  "es-MX": ({ firstName, raffleName, prize, code }) => ({
    subject: `Tu código para reclamar: ${prize}`,
    greeting: hello["es-MX"](firstName),
    lines: [
      `Ganaste «${prize}» en «${raffleName}». Tu código es ${code}.`,
      "Entra a tu cuenta y escríbelo para reclamar. No lo compartas: nadie te lo pedirá por teléfono.",
    ],
    link: { label: "Reclamar mi premio", path: "/prizes" },
  }),
  en: ({ firstName, raffleName, prize, code }) => ({
    subject: `Your code to claim: ${prize}`,
    greeting: hello.en(firstName),
    lines: [
      `You won "${prize}" in "${raffleName}". Your code is ${code}.`,
      "Sign in and type it to claim. Do not share it: nobody will ask you for it by phone.",
    ],
    link: { label: "Claim my prize", path: "/prizes" },
  }),
};

const writers: { readonly [T in Template]: Writer<T> } = {
  ...{ verifyEmail, addressTaken, resetPassword, passwordChanged, oneTimeCode },
  ...{ couponPurchased, ticketsEarned, raffleWon, prizeCode },
  ...{ paymentExpired, latePayment, couponSuspended, disputeWon, disputeLost },
  ...{ refundRequested, refundPaid, refundNeedsAccount },
  ...{ couponExpiring, couponExpired, couponReissued, redemptionVoided },
};

/** What a message says, without its frame. */
export const partsOf = (message: Message, locale: MessageLocale): Parts =>
  written(message.template, message.variables, locale);

/** The variables are those of the message's own template, which `Message` binds together. */
const written = <T extends Template>(template: T, variables: TemplateVariables[T], locale: MessageLocale): Parts =>
  writers[template][locale](variables);

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => escapes[letter] ?? letter);

const footer = { "es-MX": "Gasolinera JSM · combustible prepagado", en: "Gasolinera JSM · prepaid fuel" };

/** Subject, plain text and HTML of one message; names and other people's words are escaped. */
export function render(message: Message, { locale, publicUrl }: Where): Rendered {
  const { subject, greeting, lines, link } = partsOf(message, locale);
  const address = link && `${publicUrl}${link.path}`;
  const spoken = [...(greeting ? [greeting] : []), ...lines];
  return {
    subject,
    text: [...spoken, ...(address ? [address] : [])].join("\n\n"),
    html: page({ subject, spoken, button: link && address ? { label: link.label, address } : undefined, locale }),
  };
}

type Page = {
  subject: string;
  spoken: readonly string[];
  button: { label: string; address: string } | undefined;
  locale: MessageLocale;
};

const paragraph = (text: string): string => `<p style="margin:0 0 16px">${escaped(text)}</p>`;

function page({ subject, spoken, button, locale }: Page): string {
  const link = button
    ? `<p style="margin:24px 0"><a href="${escaped(button.address)}" style="background:#0f5c63;color:#ffffff;padding:12px 20px;border-radius:6px;text-decoration:none;font-weight:bold">${escaped(button.label)}</a></p>`
    : "";
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body style="margin:0;background:#f5f1e8;color:#1c1b19;font:16px/1.5 Arial,sans-serif"><div style="max-width:560px;margin:0 auto;padding:32px 24px"><h1 style="font-size:22px;margin:0 0 24px">${escaped(subject)}</h1>${spoken.map(paragraph).join("")}${link}<p style="color:#5f5a52;font-size:13px;border-top:1px solid #ddd6ca;padding-top:16px">${footer[locale]}</p></div></body></html>`;
}
