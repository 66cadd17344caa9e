// A new signing key for one purpose; nobody is signed out, no coupon dies. Usage: npm run keys:rotate [-- COUPON_QR]
import { rotateKey } from "@/server/auth/commands/rotate-key";
import { createContainer } from "@/server/container";
import { readEnv } from "@/server/platform/env";
import { KEY_PURPOSES } from "@/server/platform/keys";
import { createLogger } from "@/server/platform/logger";

const [asked = "ACCESS_TOKEN"] = process.argv.slice(2);
const purpose = KEY_PURPOSES.find((known) => known === asked);
if (purpose === undefined) {
  console.error(`no keys for ${asked}; there are ${KEY_PURPOSES.join(", ")}`);
  process.exit(2);
}
const container = await createContainer(readEnv(process.env), createLogger({ LOG_LEVEL: "warn" }));
try {
  const rotated = await rotateKey(container.systemContext("keys-rotate"), purpose);
  if (rotated.ok) console.log(`${purpose}: ${rotated.value} signs from now on; what was signed before stays good`);
  else console.error(`${purpose}: somebody else rotated at the same moment, nothing was done`);
  process.exitCode = rotated.ok ? 0 : 1;
} finally {
  await container.close();
}
