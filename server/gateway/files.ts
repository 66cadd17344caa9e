import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";

import type { ApiCtx } from "@/server/container";
import { isUuid } from "@/server/kernel/id";
import { orNotFound, Refused } from "@/server/platform/refused";

import { send } from "./answer";
import { type ServedFile, servedFiles } from "./served-files";

type FileVisit = {
  req: IncomingMessage;
  res: ServerResponse;
  url: URL;
  label(route: string): void;
  contextOf(): Promise<ApiCtx>;
};

const isRead = (req: IncomingMessage): boolean => req.method === "GET" || req.method === "HEAD";

/** Every served file has one `{id}` in its path. */
function fileAt(path: string): { file: ServedFile; id: string } | undefined {
  for (const file of servedFiles) {
    const [before = "", after = ""] = `/api/v1${file.path}`.split("{id}");
    if (!path.startsWith(before) || !path.endsWith(after)) continue;
    const id = path.slice(before.length, path.length - after.length);
    if (id !== "" && !id.includes("/")) return { file, id };
  }
  return undefined;
}

/** The few answers that are files: what a raffle published, and a coupon's code as a picture. */
export async function serveFile({ req, res, url, label, contextOf }: FileVisit): Promise<boolean> {
  const found = fileAt(url.pathname);
  if (!found) return false;
  if (!isRead(req)) {
    res.setHeader("Allow", "GET");
    throw new Refused({ kind: "METHOD_NOT_ALLOWED" });
  }
  const { file, id } = found;
  label(file.path);
  const ctx = await contextOf();
  const { contentType, body } = orNotFound(isUuid(id) ? await file.read(ctx, id) : undefined);
  send(res, { status: 200, contentType, body, isPublic: file.isPublic });
  return true;
}
