import { z } from "zod";

const batch = z.object({ notifications: z.array(z.uuid()), templates: z.array(z.string()) });

/** What left the house, never to whom; the aggregate is the first notification of the batch. */
export const notificationsSent = { type: "NotificationsSent", payload: batch } as const;
/** Tried for the last time: an address that does not exist, or a carrier that was away too long. */
export const notificationsAbandoned = { type: "NotificationsAbandoned", payload: batch } as const;
