import { hello, type Writer } from "./letter";

export const couponExpiring: Writer<"couponExpiring"> = {
  "es-MX": ({ firstName, couponId, amount, days, lastDay }) => ({
    subject: days === 1 ? `Mañana vence tu cupón con ${amount}` : `En ${days} días vence tu cupón con ${amount}`,
    greeting: hello["es-MX"](firstName),
    lines: [`Te quedan ${amount}. Puedes usarlos hasta el final del ${lastDay}, hora del centro.`],
    link: { label: "Usar mi cupón", path: `/coupons/${couponId}` },
  }),
  en: ({ firstName, couponId, amount, days, lastDay }) => ({
    subject: days === 1 ? `Your coupon with ${amount} expires tomorrow` : `${days} days left for your ${amount}`,
    greeting: hello.en(firstName),
    lines: [`You have ${amount} left. It can be used until the end of ${lastDay}, Mexico City time.`],
    link: { label: "Use my coupon", path: `/coupons/${couponId}` },
  }),
};

export const couponExpired: Writer<"couponExpired"> = {
  "es-MX": ({ firstName, couponId, amount }) => ({
    subject: `Venció tu cupón con ${amount}`,
    greeting: hello["es-MX"](firstName),
    lines: [
      "Ya no se puede usar en la bomba, pero el dinero sigue siendo tuyo: no lo tomamos como ganancia.",
      "Escríbenos para reactivarlo o devolverte lo que queda.",
    ],
    link: { label: "Ver mi cupón", path: `/coupons/${couponId}` },
  }),
  en: ({ firstName, couponId, amount }) => ({
    subject: `Your coupon with ${amount} has expired`,
    greeting: hello.en(firstName),
    lines: [
      "It can no longer be used at the pump, but the money is still yours: we never take it as income.",
      "Write to us to have it made valid again or to get the rest back.",
    ],
    link: { label: "See my coupon", path: `/coupons/${couponId}` },
  }),
};

export const couponReissued: Writer<"couponReissued"> = {
  "es-MX": ({ firstName, couponId, amount, lastDay }) => ({
    subject: `Tu cupón con ${amount} vuelve a servir`,
    greeting: hello["es-MX"](firstName),
    lines: [`Lo reactivamos con un código nuevo; el anterior ya no sirve. Vale hasta el final del ${lastDay}.`],
    link: { label: "Ver mi código nuevo", path: `/coupons/${couponId}` },
  }),
  en: ({ firstName, couponId, amount, lastDay }) => ({
    subject: `Your coupon with ${amount} is valid again`,
    greeting: hello.en(firstName),
    lines: [`It has a new code; the old one no longer works. It is valid until the end of ${lastDay}.`],
    link: { label: "See my new code", path: `/coupons/${couponId}` },
  }),
};

const whereTo = {
  "es-MX": {
    COUPON: "Ese dinero está otra vez en tu cupón.",
    EXPIRED_LIABILITY: "Tu cupón ya venció, pero ese dinero sigue siendo tuyo.",
    DISPUTES: "Tu banco está decidiendo sobre ese pago; mientras tanto queda apartado.",
    REFUNDS_PAYABLE: "Tu cupón ya no está activo, así que te lo devolvemos.",
  },
  en: {
    COUPON: "The money is back on your coupon.",
    EXPIRED_LIABILITY: "Your coupon has expired, but the money is still yours.",
    DISPUTES: "Your bank is deciding about this payment; meanwhile the money is set aside.",
    REFUNDS_PAYABLE: "Your coupon is no longer active, so we give the money back to you.",
  },
};

export const redemptionVoided: Writer<"redemptionVoided"> = {
  "es-MX": ({ firstName, couponId, amount, returnedTo }) => ({
    subject: `Se anuló una carga de ${amount}`,
    greeting: hello["es-MX"](firstName),
    lines: [
      `La estación anuló una carga de ${amount} hecha con tu cupón. ${whereTo["es-MX"][returnedTo]}`,
      "Si sí cargaste combustible, avísale a la estación.",
    ],
    link: { label: "Ver mi cupón", path: `/coupons/${couponId}` },
  }),
  en: ({ firstName, couponId, amount, returnedTo }) => ({
    subject: `A fill of ${amount} was voided`,
    greeting: hello.en(firstName),
    lines: [
      `The station voided a fill of ${amount} made with your coupon. ${whereTo.en[returnedTo]}`,
      "If you did receive the fuel, please tell the station.",
    ],
    link: { label: "See my coupon", path: `/coupons/${couponId}` },
  }),
};
