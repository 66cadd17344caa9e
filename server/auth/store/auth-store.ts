import "server-only";
import type { Tx } from "@/db/client";
import type { AuthStore } from "@/server/auth/ports";

import { accountStore } from "./accounts";
import { codeStore } from "./codes";
import { pinStore } from "./pins";
import { sessionStore } from "./sessions";
import { signingKeyStore } from "./signing-keys";
import { stationDeviceStore } from "./station-devices";
import { throttleStore } from "./throttles";

export const authStore = (tx: Tx): AuthStore => ({
  accounts: accountStore(tx),
  sessions: sessionStore(tx),
  codes: codeStore(tx),
  throttles: throttleStore(tx),
  pins: pinStore(tx),
  stationDevices: stationDeviceStore(tx),
  signingKeys: signingKeyStore(tx),
});
