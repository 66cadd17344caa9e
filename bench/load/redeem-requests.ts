import { randomFillSync } from "node:crypto";

/** An attendant at work: the bearer token, and where. */
export type Place = { readonly token: string; readonly stationId: string };

export type RequestMaker = (code: string, place: Place) => Buffer;

const HEX = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, "0"));
const POOL = 4_096;

/** UUIDs of version 7, as the product's own screens make them. */
export function operationIds(): () => string {
  const pool = Buffer.alloc(POOL);
  let at = POOL;
  const byte = (mask = 0xff, or = 0): string => HEX[((pool[at++] ?? 0) & mask) | or] ?? "";
  return () => {
    if (at + 10 > POOL) {
      randomFillSync(pool);
      at = 0;
    }
    const time = Date.now().toString(16).padStart(12, "0");
    const rest = `${byte()}${byte()}${byte()}${byte()}${byte()}${byte()}`;
    return `${time.slice(0, 8)}-${time.slice(8)}-${byte(0x0f, 0x70)}${byte()}-${byte(0x3f, 0x80)}${byte()}-${rest}`;
  };
}

/** `POST /api/v1/redemptions`, whole: each call is a new operation. */
export function redeemRequests(host: string, amount: string): RequestMaker {
  const newId = operationIds();
  return (code, { token, stationId }) => {
    const body = `{"qrCode":"${code}","stationId":"${stationId}","pumpNumber":1,"amount":"${amount}"}`;
    return Buffer.from(
      `POST /api/v1/redemptions HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n` +
        `Content-Type: application/json\r\nIdempotency-Key: ${newId()}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      "latin1",
    );
  };
}
