import "server-only";
import { type DestinationStream, type Logger, pino } from "pino";

import type { Env } from "./env";

export type { Logger };

/** Keys whose values never reach a log line, at any depth the product logs. */
const SECRET_KEYS = [
  "password",
  "accessToken",
  "refreshToken",
  "token",
  "otp",
  "code",
  "qrCode",
  "shortCode",
  "email",
  "phone",
  "identifier",
  "secret",
  "authorization",
  "cookie",
];

/** Lines go to standard output, or to the `destination` of whoever wants to read them. */
export const createLogger = (env: Pick<Env, "LOG_LEVEL">, destination?: DestinationStream): Logger =>
  pino(
    {
      level: env.LOG_LEVEL,
      base: { service: "jsm" },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "[redacted]" },
    },
    destination,
  );
