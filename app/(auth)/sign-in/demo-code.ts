import "server-only";
import { Secret, TOTP } from "otpauth";

import { DEMO_TOTP_SECRET } from "@/server/auth/domain/demo-accounts";

/** The code of this half minute for the seeded accounts, whose secret is printed in the documentation. */
export const demoCode = (): string =>
  new TOTP({ secret: Secret.fromBase32(DEMO_TOTP_SECRET), algorithm: "SHA1", digits: 6, period: 30 }).generate();
