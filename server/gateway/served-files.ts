import "server-only";
import { adImage } from "@/server/ads/queries/ad-image";
import type { ApiCtx } from "@/server/container";
import { couponQr, type QrPicture } from "@/server/coupons/queries/coupon-qr";
import { asId } from "@/server/kernel/id";
import { Refused } from "@/server/platform/refused";
import { publishedFile } from "@/server/raffles/queries/published-file";

type FileBytes = { readonly contentType: string; readonly body: string | Uint8Array };

/** An answer that is a file, served byte for byte; the router serves it and the OpenAPI document describes it. */
export type ServedFile = {
  /** Below `/api/v1`, as documented. */
  readonly path: string;
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly mediaType: string;
  /** Whether it is the same for everybody. */
  readonly isPublic: boolean;
  /** `id` is a UUID; undefined where there is no such file for this caller. */
  read(ctx: ApiCtx, id: string): Promise<FileBytes | undefined>;
};

const published = (name: string, mediaType: string, summary: string): ServedFile => ({
  path: `/raffles/{id}/${name}`,
  operationId: `raffles-file-${name.replace(".", "-")}`,
  tag: "Raffles",
  summary,
  mediaType,
  isPublic: true,
  async read(ctx, id) {
    const file = await publishedFile(ctx.db, asId("raffle", id), name);
    return file && { contentType: file.contentType, body: file.bytes };
  },
});

const qr = (picture: QrPicture, mediaType: string): ServedFile => ({
  path: `/coupons/{id}/qr.${picture}`,
  operationId: `coupons-qr-${picture}`,
  tag: "Coupons",
  summary: "The coupon's code as a picture, for its owner",
  mediaType,
  isPublic: false,
  async read(ctx, id) {
    if (ctx.actor.kind !== "user") throw new Refused({ kind: "UNAUTHORIZED" });
    const body = await couponQr(ctx.db, { id: asId("coupon", id), userId: ctx.actor.id, picture });
    return body === undefined
      ? undefined
      : { contentType: picture === "svg" ? `${mediaType}; charset=utf-8` : mediaType, body };
  },
});

const adPicture: ServedFile = {
  path: "/ads/creatives/{id}/image",
  operationId: "ads-creative-image",
  tag: "Ads",
  summary: "The picture of an ad, as PNG, JPEG or WebP",
  mediaType: "image/png",
  isPublic: false,
  async read(ctx, id) {
    if (ctx.actor.kind !== "user") throw new Refused({ kind: "UNAUTHORIZED" });
    return adImage(ctx.db, asId("creative", id));
  },
};

export const servedFiles: readonly ServedFile[] = [
  adPicture,
  qr("svg", "image/svg+xml"),
  qr("png", "image/png"),
  published("rules.json", "application/json", "The rules as published, before any ticket"),
  published("commitment.json", "application/json", "What the frozen list and the draw are bound to"),
  published("tickets.csv", "text/csv", "The frozen list of ticket blocks"),
  published("voids.csv", "text/csv", "Tickets that take no part, and why"),
  published("ineligible.csv", "text/csv", "Holders who may not win, and why"),
  published("certificate.json", "application/json", "The draw, ready to be computed again"),
];
