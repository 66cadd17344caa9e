/** Days before the end of the validity when the owner is told (domain words, "Coupons"). */
export const REMINDERS = [14, 3, 1] as const;
export type Reminder = (typeof REMINDERS)[number];
