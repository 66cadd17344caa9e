import "server-only";
export type { CheckoutAsk, PaymentRef, PaymentRefusal } from "./domain/checkout";
export { CHECKOUT_MINUTES, isOpen, type Order, type PaymentMethod, UNHEARD_MINUTES } from "./domain/order";
export { isPaidBackByHand, type Payment } from "./domain/refund";
export { anomalyOf, type Anomaly, type PaymentStanding } from "./domain/standing";
export type { OrderStore, PaymentGateway, RefundStore } from "./ports";
export { orderCardsOf, type OrderCard } from "./queries/order-cards";
export { payRefund } from "./commands/pay-refund";
