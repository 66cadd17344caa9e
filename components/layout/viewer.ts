import type { Role } from "@/server/auth/domain/role";

/** Who looks at a face, as far as the frame around the page needs to know. */
export type Viewer = { readonly firstName: string; readonly role: Role };

/** Where each role starts. */
export const homeOf: Record<Role, string> = {
  CUSTOMER: "/wallet",
  ATTENDANT: "/redeem",
  STATION_MANAGER: "/admin",
  ADVERTISER: "/admin/ads",
  AUDITOR: "/admin",
  ADMIN: "/admin",
};
