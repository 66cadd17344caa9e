import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";

import type { ApiCtx } from "@/server/container";
import { couponQrSvg } from "@/server/coupons/queries/coupon-qr";
import { asId, isUuid } from "@/server/kernel/id";
import { orNotFound, Refused } from "@/server/platform/refused";
import { publishedFile } from "@/server/raffles/queries/published-file";

import { send } from "./answer";

type FileVisit = {
  req: IncomingMessage;
  res: ServerResponse;
  url: URL;
  label(route: string): void;
  contextOf(): Promise<ApiCtx>;
};

const PUBLISHED =
  /^\/api\/v1\/raffles\/([^/]+)\/(rules\.json|commitment\.json|tickets\.csv|voids\.csv|ineligible\.csv|certificate\.json)$/;
const QR = /^\/api\/v1\/coupons\/([^/]+)\/qr\.svg$/;

const isRead = (req: IncomingMessage): boolean => req.method === "GET" || req.method === "HEAD";

/** The few answers that are files, served byte for byte: what a raffle published, and a coupon's code as a picture. */
export async function serveFile({ req, res, url, label, contextOf }: FileVisit): Promise<boolean> {
  const published = PUBLISHED.exec(url.pathname);
  const qr = QR.exec(url.pathname);
  if (!published && !qr) return false;
  if (!isRead(req)) {
    res.setHeader("Allow", "GET");
    throw new Refused({ kind: "METHOD_NOT_ALLOWED" });
  }
  const ctx = await contextOf();
  if (published) {
    const [, id = "", name = ""] = published;
    label(`/raffles/{id}/${name}`);
    const file = orNotFound(isUuid(id) ? await publishedFile(ctx.db, asId("raffle", id), name) : undefined);
    send(res, { status: 200, contentType: file.contentType, body: file.bytes, isPublic: true });
    return true;
  }
  label("/coupons/{id}/qr.svg");
  const id = qr?.[1] ?? "";
  if (ctx.actor.kind !== "user") throw new Refused({ kind: "UNAUTHORIZED" });
  const svg = orNotFound(
    isUuid(id) ? await couponQrSvg(ctx.db, { id: asId("coupon", id), userId: ctx.actor.id }) : undefined,
  );
  send(res, { status: 200, contentType: "image/svg+xml; charset=utf-8", body: svg });
  return true;
}
