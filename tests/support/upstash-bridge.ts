import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";

/** What Redis answers, in its second protocol. */
type Reply = string | number | null | RedisError | readonly Reply[];

class RedisError {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

const encode = (command: readonly unknown[]): string => {
  const words = command.map((word) => String(word));
  return `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join("")}`;
};

/** One reply from the start of the bytes, and where it ends; undefined while some of it is still on its way. */
function decode(bytes: Buffer, from = 0): { reply: Reply; end: number } | undefined {
  const lineEnd = bytes.indexOf("\r\n", from);
  if (lineEnd < 0) return undefined;
  const line = bytes.toString("utf8", from + 1, lineEnd);
  const kind = String.fromCharCode(bytes[from] ?? 0);
  const next = lineEnd + 2;
  if (kind === "+") return { reply: line, end: next };
  if (kind === "-") return { reply: new RedisError(line), end: next };
  if (kind === ":") return { reply: Number(line), end: next };
  const length = Number(line);
  if (length < 0) return { reply: null, end: next };
  if (kind === "$") {
    const end = next + length;
    return bytes.length < end + 2 ? undefined : { reply: bytes.toString("utf8", next, end), end: end + 2 };
  }
  const items: Reply[] = [];
  let at = next;
  while (items.length < length) {
    const item = decode(bytes, at);
    if (!item) return undefined;
    items.push(item.reply);
    at = item.end;
  }
  return { reply: items, end: at };
}

/** One connection; replies come in the order of the commands. */
function openRedis(path: string) {
  const waiting: ((reply: Reply) => void)[] = [];
  let held = Buffer.alloc(0);
  const socket: Socket = connect(path);
  socket.on("data", (bytes) => {
    held = Buffer.concat([held, bytes]);
    for (let next = decode(held); next; next = decode(held)) {
      held = held.subarray(next.end);
      waiting.shift()?.(next.reply);
    }
  });
  const fail = (): void => waiting.splice(0).forEach((answer) => answer(new RedisError("ERR Redis is gone")));
  socket.on("error", fail);
  socket.on("close", fail);
  const send = (command: readonly unknown[]): Promise<Reply> =>
    new Promise((answer) => {
      if (socket.destroyed) return answer(new RedisError("ERR Redis is gone"));
      waiting.push(answer);
      socket.write(encode(command));
    });
  return { send, close: () => socket.destroy() };
}

const SHEBANG = /^#!lua[^\n]*\n/;
const sha1 = (text: string): string => createHash("sha1").update(text).digest("hex");

/** Upstash allows flags in the first line of a script that plain Redis does not know; scripts are known by their hash. */
function plainScripts() {
  const known = new Map<string, string>();
  return (command: readonly unknown[]): readonly unknown[] => {
    const [name, first, ...rest] = command;
    const verb = String(name).toUpperCase();
    if (verb === "EVALSHA") return [name, known.get(String(first)) ?? first, ...rest];
    if (verb !== "EVAL") return command;
    const script = String(first);
    const plain = script.replace(SHEBANG, "");
    known.set(sha1(script), sha1(plain));
    return [name, plain, ...rest];
  };
}

/** The client asks for strings in base64, except the bare OK. */
const wrapped = (reply: Reply): unknown => {
  if (Array.isArray(reply)) return reply.map(wrapped);
  return typeof reply === "string" && reply !== "OK" ? Buffer.from(reply).toString("base64") : reply;
};

const resultOf = (reply: Reply) =>
  reply instanceof RedisError ? { error: reply.message } : { result: wrapped(reply) };

async function bodyOf(req: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

const isCommand = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Upstash's REST protocol in front of a plain Redis: single commands and pipelines, bearer token, base64. */
export async function startUpstashBridge(redisSocket: string) {
  const token = "bridge-token";
  const redis = openRedis(redisSocket);
  const plain = plainScripts();
  let served = 0;
  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    served += 1;
    const answer = (status: number, body: unknown): void => {
      res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    if (req.headers.authorization !== `Bearer ${token}`) return answer(401, { error: "Unauthorized" });
    const body = await bodyOf(req);
    if (!isCommand(body)) return answer(400, { error: "ERR not a command" });
    if (req.url === "/pipeline") {
      const replies = await Promise.all(body.filter(isCommand).map((command) => redis.send(plain(command))));
      return answer(200, replies.map(resultOf));
    }
    const reply = await redis.send(plain(body));
    answer(reply instanceof RedisError ? 400 : 200, resultOf(reply));
  }
  const server = createServer((req, res) => void serve(req, res).catch(() => res.writeHead(400).end()));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    served: () => served,
    async stop() {
      redis.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
