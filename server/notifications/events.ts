import { z } from "zod";

/** What left the house, never to whom; the aggregate is the notification. */
const sending = z.object({ template: z.string(), channel: z.enum(["MAIL", "SMS"]), tries: z.number().int() });

export const notificationSent = { type: "NotificationSent", payload: sending } as const;
export const notificationAbandoned = { type: "NotificationAbandoned", payload: sending } as const;
