import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { createCallerFactory } from "@/server/api/init";
import type { ApiCtx } from "@/server/container";
import { asId, isUuid } from "@/server/kernel/id";
import { zipParts } from "@/server/kernel/zip";
import { Refused } from "@/server/platform/refused";
import { evidencePack } from "@/server/raffles/queries/evidence-pack";
import { raffleControl } from "@/server/raffles/router/raffle-control";

import { API_POLICY } from "./security-headers";

const controlOf = createCallerFactory(raffleControl);
export const EVIDENCE_PATH = "/raffles/{id}/evidence.zip";
const ADDRESS = /^\/api\/v1\/raffles\/([^/]+)\/evidence\.zip$/;

type EvidenceVisit = {
  req: IncomingMessage;
  res: ServerResponse;
  url: URL;
  label(route: string): void;
  contextOf(): Promise<ApiCtx>;
};

/** The folder for the authority, which may be longer than memory; false where something else is asked for. */
export async function serveEvidence({ req, res, url, label, contextOf }: EvidenceVisit): Promise<boolean> {
  const id = ADDRESS.exec(url.pathname)?.[1];
  if (id === undefined) return false;
  if (req.method !== "GET") {
    res.setHeader("Allow", "GET");
    throw new Refused({ kind: "METHOD_NOT_ALLOWED" });
  }
  label(EVIDENCE_PATH);
  const ctx = await contextOf();
  if (!isUuid(id)) throw new Refused({ kind: "NOT_FOUND" });
  const raffleId = asId("raffle", id);
  // The procedure judges who is asking, and puts it on record.
  await controlOf(ctx).noteEvidence({ id: raffleId });
  const keys = await ctx.services.raffles.drawKeys.published();
  const entries = await evidencePack({ db: ctx.db, id: raffleId, keys });
  res.writeHead(200, {
    "Content-Type": "application/zip",
    "Content-Disposition": `attachment; filename="jsm-sorteo-${id}.zip"`,
    "Content-Security-Policy": API_POLICY,
    "Cache-Control": "private, no-store",
  });
  await pipeline(Readable.from(zipParts(entries)), res);
  return true;
}
