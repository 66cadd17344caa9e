import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";

import { storeImage } from "@/server/ads/commands/store-image";
import { mostImageBytes } from "@/server/ads/domain/image-type";
import { judge } from "@/server/auth/domain/policy";
import type { ApiCtx } from "@/server/container";
import { orRefuse, Refused } from "@/server/platform/refused";

import { sendJson } from "./answer";
import { readBody } from "./body";

export const IMAGES_PATH = "/api/v1/ads/images";

type UploadVisit = {
  req: IncomingMessage;
  res: ServerResponse;
  url: URL;
  label(route: string): void;
  contextOf(): Promise<ApiCtx>;
};

/** A picture is its own body, not JSON: who may is asked before a byte of it is read. */
export async function serveUpload({ req, res, url, label, contextOf }: UploadVisit): Promise<boolean> {
  if (url.pathname !== IMAGES_PATH) return false;
  label("/ads/images");
  if (req.method !== "POST") {
    res.setHeader("Allow", "POST");
    throw new Refused({ kind: "METHOD_NOT_ALLOWED" });
  }
  const ctx = await contextOf();
  const { actor } = ctx;
  if (actor.kind !== "user") throw new Refused({ kind: "UNAUTHORIZED" });
  if (judge("campaign:own", actor.role) !== "allowed") throw new Refused({ kind: "ACCESS_DENIED" });
  const id = orRefuse(await storeImage({ ...ctx, actor }, await readBody(req, mostImageBytes)));
  sendJson(res, 201, { id });
  return true;
}
