/** Names of the cookies of a session. On plain http (loopback only) browsers refuse the prefixed ones. */
export const sessionCookie = (isSecure: boolean): string => (isSecure ? "__Host-jsm.session" : "jsm.session");

/** The refresh token travels to one path only, hence `__Secure-` and not `__Host-`. */
export const refreshCookie = (isSecure: boolean): string => (isSecure ? "__Secure-jsm.refresh" : "jsm.refresh");

/** The one place the refresh cookie is sent to. */
export const RENEW_PATH = "/api/auth/renew";

/** Holds nothing; says that a refresh cookie probably exists, so that a page may try to renew before it asks to sign in. */
export const RETURNING_COOKIE = "jsm.returning";

/** The key of a device that attendants share. */
export const stationCookie = (isSecure: boolean): string => (isSecure ? "__Host-jsm.station" : "jsm.station");

/** A browser somebody signed in from before: its tries do not share the throttle of strangers. */
export const DEVICE_COOKIE = "jsm.device";
