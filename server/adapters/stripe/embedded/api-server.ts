import "server-only";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

import type { Logger } from "@/server/platform/logger";
import { isSameSecret } from "@/server/platform/same-secret";

import { callApi } from "./api";
import type { Desk } from "./desk";
import { type Call, type FaultDesk, type Interference, type Loss, through } from "./fault-script";
import { readForm } from "./form";
import { createKeyRing, fingerprintOf, type KeptReply, type KeyRing, type Reply } from "./idempotency";
import { malformed, StripeFault } from "./stripe-fault";
import { API_VERSION } from "./stripe-words";

export type { Interference } from "./fault-script";

type ServerParts = {
  desk: Desk;
  secretKey: string;
  log: Logger;
  faults: FaultDesk;
  interfere?: Interference | undefined;
};

const MAX_BODY = 64 * 1024;

async function readText(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw malformed("Request body too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function authorise(req: IncomingMessage, secretKey: string): void {
  const given = (req.headers.authorization ?? "").replace(/^Bearer /, "");
  if (!isSameSecret(given, secretKey)) {
    throw new StripeFault({ status: 401, type: "invalid_request_error", message: "Invalid API Key provided." });
  }
  const version = req.headers["stripe-version"];
  if (version !== API_VERSION) throw malformed(`Invalid Stripe API version: ${String(version)}`);
}

type Request = { method: string; path: string; text: string };

/** What could not be read is not remembered under a key; everything that began to happen is, whatever became of it. */
function perform(desk: Desk, { method, path, text }: Request): KeptReply {
  try {
    return { status: 200, body: JSON.stringify(callApi(desk, { method, path, form: readForm(text) })), isKept: true };
  } catch (fault) {
    if (!(fault instanceof StripeFault)) throw fault;
    return { status: fault.status, body: fault.body(), isKept: !fault.parts.isUnread };
  }
}

const once = <T>(work: () => T): (() => T) => {
  let done: { value: T } | undefined;
  return () => (done ??= { value: work() }).value;
};

type Answered = { reply: Reply; loss: Loss | undefined };

async function answerTo(parts: ServerParts, keys: KeyRing, req: IncomingMessage): Promise<Answered> {
  const { desk, secretKey, interfere, faults } = parts;
  const url = new URL(req.url ?? "/", "http://stripe.invalid");
  const method = req.method ?? "GET";
  const path = url.pathname;
  const text = method === "GET" ? url.search.slice(1) : await readText(req);
  authorise(req, secretKey);
  const header = req.headers["idempotency-key"];
  const key = method === "POST" && typeof header === "string" ? header.slice(0, 255) : undefined;
  const call: Call = { method, path, key };
  const doIt = once(() => perform(desk, { method, path, text }));
  const fingerprint = fingerprintOf(`${method} ${path}\n${text}`);
  const underKey = (work: () => Promise<KeptReply>): Promise<Reply> =>
    key === undefined ? work() : keys.once({ key, fingerprint }, work);
  const trouble = faults.take(call);
  if (trouble) return through(trouble, { perform: doIt, underKey });
  const reply = await underKey(async () => (await interfere?.(call, doIt)) ?? doIt());
  return { reply, loss: undefined };
}

/** One server of the API over a desk, with Stripe's rules for `Idempotency-Key`. */
export function createApiServer(parts: ServerParts): Server {
  const { desk, log } = parts;
  const keys = createKeyRing(desk);

  function replyTo(fault: unknown): Reply {
    if (fault instanceof StripeFault) return { status: fault.status, body: fault.body() };
    log.error({ err: fault }, "embedded stripe failed");
    const broken = new StripeFault({ status: 500, type: "api_error", message: "Something went wrong." });
    return { status: 500, body: broken.body() };
  }

  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { reply, loss } = await answerTo(parts, keys, req).catch((fault: unknown): Answered => ({
      reply: replyTo(fault),
      loss: undefined,
    }));
    if (loss === "silence") return;
    if (loss === "closed") return void req.socket.destroy();
    res.setHeader("Content-Type", "application/json");
    res.setHeader("Request-Id", desk.newId("req"));
    res.setHeader("Stripe-Version", API_VERSION);
    for (const [name, value] of Object.entries(reply.headers ?? {})) res.setHeader(name, value);
    if (reply.isReplay) res.setHeader("Idempotent-Replayed", "true");
    res.statusCode = reply.status;
    res.end(reply.body);
  }

  return createServer((req, res) => void serve(req, res));
}
