import { judge, type Permission } from "@/server/auth/domain/policy";
import type { Role } from "@/server/auth/domain/role";

import {
  BookOpen,
  CreditCard,
  Fuel,
  LayoutDashboard,
  Megaphone,
  Monitor,
  Receipt,
  Scale,
  ShieldAlert,
  ShieldCheck,
  Smartphone,
  Ticket,
  Users,
  Wallet,
} from "../ui/icons";

type AdminSection = {
  readonly href: string;
  readonly key: string;
  readonly Sign: typeof Fuel;
  /** Any of these opens it: managers see their own part of what others see whole. */
  readonly needs: readonly Permission[];
};

export const adminSections = [
  { href: "/admin", key: "adminOverview", Sign: LayoutDashboard, needs: ["dashboard:station"] },
  { href: "/admin/stations", key: "adminStations", Sign: Fuel, needs: ["station:inspect", "station:price"] },
  { href: "/admin/prices", key: "adminPrices", Sign: Scale, needs: ["station:board"] },
  { href: "/admin/coupons", key: "adminCoupons", Sign: Wallet, needs: ["coupon:read"] },
  { href: "/admin/redemptions", key: "adminRedemptions", Sign: Receipt, needs: ["redemption:read"] },
  { href: "/admin/fraud", key: "adminFraud", Sign: ShieldAlert, needs: ["fraud:read"] },
  { href: "/admin/raffles", key: "adminRaffles", Sign: Ticket, needs: ["raffle:control"] },
  { href: "/admin/ads", key: "adminAds", Sign: Megaphone, needs: ["campaign:read"] },
  { href: "/admin/devices", key: "adminDevices", Sign: Smartphone, needs: ["device:manage"] },
  { href: "/admin/users", key: "adminUsers", Sign: Users, needs: ["user:read"] },
  { href: "/admin/payments", key: "adminPayments", Sign: CreditCard, needs: ["payment:read"] },
  { href: "/admin/ledger", key: "adminLedger", Sign: BookOpen, needs: ["ledger:read"] },
  { href: "/admin/audit", key: "adminAudit", Sign: ShieldCheck, needs: ["audit:read"] },
  { href: "/admin/system", key: "adminSystem", Sign: Monitor, needs: ["dashboard:system"] },
] as const satisfies readonly AdminSection[];

export const sectionsOf = (role: Role) =>
  adminSections.filter(({ needs }) => needs.some((permission) => judge(permission, role) === "allowed"));

/** Who has any business on this face; attendants read redemptions, but on their own screen. */
export const isOfAdminFace = (role: Role): boolean => judge("dashboard:station", role) === "allowed";
