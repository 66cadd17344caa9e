import { hello, type Parts, type Writer } from "./letter";
import type { MessageLocale } from "./message";

const labels = {
  "es-MX": { coupon: "Ver mi cupón", buy: "Comprar otro" },
  en: { coupon: "See my coupon", buy: "Buy another" },
};

type Said = { readonly firstName: string; readonly subject: string; readonly lines: readonly string[] };

const aboutCoupon = (locale: MessageLocale, couponId: string, { firstName, subject, lines }: Said): Parts => ({
  subject,
  greeting: hello[locale](firstName),
  lines,
  link: { label: labels[locale].coupon, path: `/coupons/${couponId}` },
});

export const paymentExpired: Writer<"paymentExpired"> = {
  "es-MX": ({ firstName, amount }) => ({
    subject: `Venció el plazo para pagar ${amount}`,
    greeting: hello["es-MX"](firstName),
    lines: [
      `No recibimos tu pago de ${amount} y el plazo venció. No se te cobró nada.`,
      "Si ya pagaste y el pago viene en camino, te lo devolvemos completo cuando llegue.",
    ],
    link: { label: labels["es-MX"].buy, path: "/buy" },
  }),
  en: ({ firstName, amount }) => ({
    subject: `The time to pay ${amount} has run out`,
    greeting: hello.en(firstName),
    lines: [
      `Your payment of ${amount} did not arrive in time. You were not charged.`,
      "If you have paid and the money is on its way, we give all of it back when it arrives.",
    ],
    link: { label: labels.en.buy, path: "/buy" },
  }),
};

export const latePayment: Writer<"latePayment"> = {
  "es-MX": ({ firstName, couponId, amount }) =>
    aboutCoupon("es-MX", couponId, {
      firstName,
      subject: `Tu pago de ${amount} llegó tarde: te lo devolvemos`,
      lines: [
        `Recibimos ${amount} cuando el plazo de tu compra ya había vencido, así que no se creó un cupón.`,
        "Te devolvemos todo. Si hace falta una cuenta para la transferencia, te la pedimos en la página del cupón.",
      ],
    }),
  en: ({ firstName, couponId, amount }) =>
    aboutCoupon("en", couponId, {
      firstName,
      subject: `Your payment of ${amount} came late: we are giving it back`,
      lines: [
        `We received ${amount} after the time to pay had run out, so no coupon was made.`,
        "You get all of it back. If we need an account for the transfer, the coupon's page asks for it.",
      ],
    }),
};

export const couponSuspended: Writer<"couponSuspended"> = {
  "es-MX": ({ firstName, couponId, amount }) =>
    aboutCoupon("es-MX", couponId, {
      firstName,
      subject: "Tu cupón está en pausa por una aclaración bancaria",
      lines: [
        `Tu banco nos avisó que pediste una aclaración del pago. Mientras decide, ${amount} de tu cupón quedan apartados y el cupón no se puede usar.`,
        "Si no la pediste tú, o ya no la necesitas, díselo a tu banco: cuando la cierre, tu saldo regresa.",
      ],
    }),
  en: ({ firstName, couponId, amount }) =>
    aboutCoupon("en", couponId, {
      firstName,
      subject: "Your coupon is on hold because of a bank claim",
      lines: [
        `Your bank told us that you claim this payment. While it decides, ${amount} of your coupon is set aside and the coupon cannot be used.`,
        "If you did not claim it, or no longer need to, tell your bank: once it closes the claim, your balance returns.",
      ],
    }),
};

export const disputeWon: Writer<"disputeWon"> = {
  "es-MX": ({ firstName, couponId, amount, isSpendable }) =>
    aboutCoupon("es-MX", couponId, {
      firstName,
      subject: "Tu banco cerró la aclaración: el pago sigue en pie",
      lines: [
        isSpendable
          ? `${amount} están de vuelta en tu cupón y ya lo puedes usar.`
          : `Los ${amount} que estaban apartados siguen siendo tuyos. En la página del cupón ves dónde están.`,
      ],
    }),
  en: ({ firstName, couponId, amount, isSpendable }) =>
    aboutCoupon("en", couponId, {
      firstName,
      subject: "Your bank closed the claim: the payment stands",
      lines: [
        isSpendable
          ? `${amount} is back on your coupon, which can be used again.`
          : `The ${amount} that was set aside is still yours. The coupon's page shows where it is.`,
      ],
    }),
};

export const disputeLost: Writer<"disputeLost"> = {
  "es-MX": ({ firstName, couponId }) =>
    aboutCoupon("es-MX", couponId, {
      firstName,
      subject: "Tu banco te devolvió el pago: el cupón quedó cancelado",
      lines: [
        "La aclaración se resolvió a tu favor. El dinero te lo regresa tu banco, no nosotros.",
        "El cupón quedó cancelado y su código ya no sirve.",
      ],
    }),
  en: ({ firstName, couponId }) =>
    aboutCoupon("en", couponId, {
      firstName,
      subject: "Your bank gave the payment back: the coupon is cancelled",
      lines: [
        "The claim was decided in your favour. The money comes from your bank, not from us.",
        "The coupon is cancelled and its code no longer works.",
      ],
    }),
};

export const refundRequested: Writer<"refundRequested"> = {
  "es-MX": ({ firstName, couponId, amount }) =>
    aboutCoupon("es-MX", couponId, {
      firstName,
      subject: `Te devolvemos ${amount}`,
      lines: [
        `Apartamos ${amount} de tu cupón para devolvértelos. Ese dinero ya es tuyo, pase lo que pase con el banco.`,
        "Te avisamos cuando salga. Con tarjeta suele verse en tu cuenta en 5 a 10 días hábiles.",
      ],
    }),
  en: ({ firstName, couponId, amount }) =>
    aboutCoupon("en", couponId, {
      firstName,
      subject: `We are giving ${amount} back`,
      lines: [
        `We have set ${amount} of your coupon aside for you. It is yours whatever the bank does.`,
        "We tell you when it leaves. On a card it usually shows within 5 to 10 business days.",
      ],
    }),
};

export const refundPaid: Writer<"refundPaid"> = {
  "es-MX": ({ firstName, couponId, amount }) =>
    aboutCoupon("es-MX", couponId, {
      firstName,
      subject: `Tu devolución de ${amount} ya salió`,
      lines: [`Pagamos tu devolución de ${amount}. Según tu banco, puede tardar unos días en verse en tu cuenta.`],
    }),
  en: ({ firstName, couponId, amount }) =>
    aboutCoupon("en", couponId, {
      firstName,
      subject: `Your refund of ${amount} has left`,
      lines: [`We paid your refund of ${amount}. Your bank may take a few days to show it.`],
    }),
};

export const refundNeedsAccount: Writer<"refundNeedsAccount"> = {
  "es-MX": ({ firstName, couponId, amount, isRefused }) =>
    aboutCoupon("es-MX", couponId, {
      firstName,
      subject: `Dinos a qué cuenta te devolvemos ${amount}`,
      lines: [
        isRefused
          ? `Tu banco no aceptó la devolución de ${amount}. Te los seguimos debiendo.`
          : `El dinero que se paga en efectivo no puede regresar por el mismo camino: te transferimos los ${amount}.`,
        "Escribe tu CLABE de 18 dígitos en la página del cupón. Nunca te la pedimos por teléfono ni por mensaje.",
      ],
    }),
  en: ({ firstName, couponId, amount, isRefused }) =>
    aboutCoupon("en", couponId, {
      firstName,
      subject: `Tell us which account gets your ${amount}`,
      lines: [
        isRefused
          ? `Your bank did not take the refund of ${amount}. We still owe it to you.`
          : `Cash cannot go back the way it came: we send the ${amount} by bank transfer.`,
        "Type your 18-digit CLABE on the coupon's page. We never ask for it by telephone or message.",
      ],
    }),
};
