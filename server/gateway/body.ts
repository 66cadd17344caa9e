import "server-only";
import type { IncomingMessage } from "node:http";

import { Refused } from "@/server/platform/refused";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The whole body as bytes; refuses beyond `maxBytes` without reading on. */
export async function readBody(req: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const announced = Number(req.headers["content-length"] ?? 0);
  if (announced > maxBytes) throw new Refused({ kind: "PAYLOAD_TOO_LARGE" });
  if (req.headers["content-encoding"] !== undefined && req.headers["content-encoding"] !== "identity") {
    throw new Refused({
      kind: "VALIDATION_ERROR",
      details: [{ path: "content-encoding", message: "must be identity" }],
    });
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new Refused({ kind: "PAYLOAD_TOO_LARGE" });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const unreadable = (message: string) => new Refused({ kind: "VALIDATION_ERROR", details: [{ path: "", message }] });

/** A JSON object, or `{}` for an empty body. */
export async function readJsonObject(req: IncomingMessage, maxBytes: number): Promise<Record<string, unknown>> {
  const bytes = await readBody(req, maxBytes);
  if (bytes.length === 0) return {};
  if (!/^application\/json\s*(;|$)/i.test(req.headers["content-type"] ?? ""))
    throw unreadable("content type must be application/json");
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(bytes));
  } catch {
    throw unreadable("not JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw unreadable("must be an object");
  return value as Record<string, unknown>;
}
