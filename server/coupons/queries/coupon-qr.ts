import "server-only";
import { type QRCodeSegment, toBuffer, toString as draw } from "qrcode";

import type { ReadDb } from "@/db/client";
import type { Id } from "@/server/kernel/id";

import { couponOf } from "./coupon";

export type QrPicture = "svg" | "png";

/** Level M, a quiet zone of four modules: 45 modules a side and 53 with the zone (domain words, "QR code"). */
const form = { errorCorrectionLevel: "M", margin: 4 } as const;
/** Pixels of one module: sharp at arm's length, and about 2 kB. */
const PIXELS = 12;

/** One segment, so that the library cannot choose a wider mode for part of it. */
const alphanumeric = (code: string): QRCodeSegment[] => [{ data: code, mode: "alphanumeric" }];

/** The code as a picture: text for SVG, bytes for PNG. */
export const qrPicture = (code: string, picture: QrPicture): Promise<string | Uint8Array> =>
  picture === "svg"
    ? draw(alphanumeric(code), { ...form, type: "svg" })
    : toBuffer(alphanumeric(code), { ...form, type: "png", scale: PIXELS });

type Ask = { readonly id: Id<"coupon">; readonly userId: Id<"user">; readonly picture: QrPicture };

/** Undefined unless the coupon is this person's and has a code that can be shown. */
export async function couponQr(db: ReadDb, { id, userId, picture }: Ask): Promise<string | Uint8Array | undefined> {
  const coupon = await couponOf(db, { id, userId });
  return coupon?.qrCode ? qrPicture(coupon.qrCode, picture) : undefined;
}
