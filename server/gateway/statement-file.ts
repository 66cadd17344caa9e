import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { judge } from "@/server/auth/domain/policy";
import type { ApiCtx } from "@/server/container";
import { instant } from "@/server/kernel/time";
import { statementCsv } from "@/server/ledger/queries/statement";
import { statementFileInput } from "@/server/ledger/schemas";
import { Refused } from "@/server/platform/refused";

import { API_POLICY } from "./security-headers";

export const STATEMENT_PATH = "/ledger/statement.csv";

type StatementVisit = {
  req: IncomingMessage;
  res: ServerResponse;
  url: URL;
  label(route: string): void;
  contextOf(): Promise<ApiCtx>;
};

/** The statement of an account as a file that may be longer than memory; false where something else is asked for. */
export async function serveStatement({ req, res, url, label, contextOf }: StatementVisit): Promise<boolean> {
  if (url.pathname !== `/api/v1${STATEMENT_PATH}`) return false;
  if (req.method !== "GET") {
    res.setHeader("Allow", "GET");
    throw new Refused({ kind: "METHOD_NOT_ALLOWED" });
  }
  label(STATEMENT_PATH);
  const ctx = await contextOf();
  const verdict = judge("ledger:read", ctx.actor.kind === "user" ? ctx.actor.role : undefined);
  if (verdict !== "allowed") throw new Refused({ kind: verdict === "denied" ? "ACCESS_DENIED" : "UNAUTHORIZED" });
  const asked = statementFileInput.safeParse(Object.fromEntries(url.searchParams));
  if (!asked.success) {
    const details = asked.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
    throw new Refused({ kind: "VALIDATION_ERROR", details });
  }
  // What is posted while the file is on its way belongs to the next one.
  const { to = instant(ctx.now()), ...ask } = asked.data;
  res.writeHead(200, {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": `attachment; filename="${ask.account.toLowerCase()}.csv"`,
    "Content-Security-Policy": API_POLICY,
    "Cache-Control": "private, no-store",
  });
  await pipeline(Readable.from(statementCsv(ctx.db, { ...ask, to })), res);
  return true;
}
