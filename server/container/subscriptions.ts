import "server-only";
import { sealAudit } from "@/server/audit/subscriptions";
import type { Unit } from "@/server/container";
import { fraud } from "@/server/coupons/subscriptions";
import { stationTotals } from "@/server/dashboard/subscriptions";
import { clearing } from "@/server/ledger/subscriptions";
import { notify, notifyPrizesOn } from "@/server/notifications/subscriptions";
import type { Subscription } from "@/server/platform/subscriptions";
import type { RaffleServices } from "@/server/raffles/ports";
import { issueTicketsOn } from "@/server/raffles/subscriptions";

type Services = Pick<RaffleServices, "drawKeys" | "random" | "claimCode">;

/** What each context does with the event log; the order is that of draining. */
export const subscriptionsOf = (services: Services): readonly Subscription<Unit>[] => [
  issueTicketsOn(services),
  stationTotals,
  clearing,
  sealAudit,
  notify,
  notifyPrizesOn(services),
  fraud,
];
