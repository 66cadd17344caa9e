export const ROLES = ["CUSTOMER", "ATTENDANT", "STATION_MANAGER", "ADVERTISER", "AUDITOR", "ADMIN"] as const;
export type Role = (typeof ROLES)[number];

export const isRole = (text: string): text is Role => ROLES.some((role) => role === text);
