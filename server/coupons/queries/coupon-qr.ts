import "server-only";
import { type QRCodeSegment, toString as draw } from "qrcode";

import type { ReadDb } from "@/db/client";
import type { Id } from "@/server/kernel/id";

import { couponOf } from "./coupon";

const QUIET_ZONE = 4;

/** The code as an SVG: alphanumeric mode, level M, a quiet zone of four modules; 45 modules a side. */
export function qrSvg(code: string): Promise<string> {
  const segments: QRCodeSegment[] = [{ data: code, mode: "alphanumeric" }];
  return draw(segments, { type: "svg", errorCorrectionLevel: "M", margin: QUIET_ZONE });
}

/** Undefined unless the coupon is this person's and has a code that can be shown. */
export async function couponQrSvg(
  db: ReadDb,
  owned: { id: Id<"coupon">; userId: Id<"user"> },
): Promise<string | undefined> {
  const coupon = await couponOf(db, owned);
  return coupon?.qrCode ? qrSvg(coupon.qrCode) : undefined;
}
