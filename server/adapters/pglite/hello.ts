import "server-only";
import { isSameSecret } from "@/server/platform/same-secret";

import { askPassword, errorResponse, message, ProtocolViolation, readParameters, readText, STARTUP } from "./protocol";

const MAX_STARTUP_BYTES = 10_000;

export type HelloStep = { reply: Buffer; outcome: "more" | "accepted" | "ended"; rest: Buffer };
export type Expected = { database: string; password: string };

const NOTHING = Buffer.alloc(0);
const ended = (reply: Buffer = NOTHING): HelloStep => ({ reply, outcome: "ended", rest: NOTHING });

/** Reads what a client says before its first query: encryption asked (refused), startup, password. */
export function createHello(expected: Expected): (bytes: Buffer) => HelloStep {
  let held = NOTHING;
  let isPasswordAsked = false;

  const startup = (reply: Buffer): HelloStep => {
    const length = held.length >= 4 ? held.readInt32BE(0) : 8;
    if (length < 8 || length > MAX_STARTUP_BYTES) throw new ProtocolViolation("impossible startup length");
    if (held.length < length) return { reply, outcome: "more", rest: NOTHING };
    const packet = held.subarray(0, length);
    held = held.subarray(length);
    const code = packet.readInt32BE(4);
    if (code === STARTUP.ssl || code === STARTUP.gss) return startup(Buffer.concat([reply, Buffer.from("N")]));
    if (code === STARTUP.cancel) return ended();
    if (code >> 16 !== 3) return ended(errorResponse("FATAL", "0A000", "unsupported protocol version"));
    const parameters = readParameters(packet.subarray(8));
    const database = parameters.get("database") ?? parameters.get("user") ?? "";
    if (database !== expected.database) {
      return ended(errorResponse("FATAL", "3D000", `database "${database}" does not exist`));
    }
    isPasswordAsked = true;
    const older = code === STARTUP.version3 ? NOTHING : message(0x76, STARTUP.version3, 0);
    return password(Buffer.concat([reply, older, askPassword]));
  };

  const password = (reply: Buffer): HelloStep => {
    const length = held.length >= 5 ? held.readInt32BE(1) + 1 : 5;
    if (length < 5 || length > MAX_STARTUP_BYTES) throw new ProtocolViolation("impossible password length");
    if (held.length < length) return { reply, outcome: "more", rest: NOTHING };
    if (!isSameSecret(readText(held.subarray(0, length), 5).text, expected.password)) {
      return ended(errorResponse("FATAL", "28P01", "password authentication failed"));
    }
    return { reply, outcome: "accepted", rest: held.subarray(length) };
  };

  return (bytes) => {
    held = Buffer.concat([held, bytes]);
    return isPasswordAsked ? password(NOTHING) : startup(NOTHING);
  };
}
