import type { inferRouterOutputs } from "@trpc/server";

import type { AppRouter } from "@/server/api/root";

type Outputs = inferRouterOutputs<AppRouter>;

export type AdminOverview = Outputs["dashboard"]["overview"];
export type SystemDashboard = Outputs["dashboard"]["system"];
export type StationDashboard = Outputs["dashboard"]["station"];
export type DirectoryStation = Outputs["stations"]["directory"]["stations"][number];
export type PriceRequestView = Outputs["stations"]["priceRequests"]["requests"][number];
export type BoardStation = Outputs["stations"]["priceBoard"]["stations"][number];
export type StaffMember = Outputs["stations"]["staff"]["staff"][number];
export type AdminCoupons = Outputs["coupons"]["all"];
export type AdminCoupon = AdminCoupons["coupons"][number];
export type InspectedCoupon = Outputs["coupons"]["inspect"];
export type RedemptionView = Outputs["redemptions"]["list"]["redemptions"][number];
export type FraudFlag = Outputs["fraud"]["flags"]["flags"][number];
export type AdminUser = Outputs["auth"]["users"]["users"][number];
export type LedgerBalance = Outputs["ledger"]["balances"]["balances"][number];
export type LedgerStatement = Outputs["ledger"]["statement"];
export type AuditEntry = Outputs["audit"]["list"]["entries"][number];
export type RaffleListed = Outputs["raffles"]["all"]["raffles"][number];
export type RaffleControlled = Outputs["raffles"]["byId"];
export type CampaignListed = Outputs["ads"]["campaigns"]["campaigns"][number];
export type CampaignReport = Outputs["ads"]["report"];
