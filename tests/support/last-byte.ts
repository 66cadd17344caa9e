import { connect, type Socket } from "node:net";

export type RawAnswer = { readonly status: number; readonly body: string };

const BLANK = Buffer.from("\r\n\r\n");

/** Reads whole answers with a Content-Length off one keep-alive connection. */
function answersOf(socket: Socket): () => Promise<RawAnswer> {
  let held = Buffer.alloc(0);
  let fault: Error | undefined;
  let wake: () => void = () => undefined;
  socket.on("data", (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    wake();
  });
  socket.on("close", () => {
    fault ??= new Error("the connection ended without an answer");
    wake();
  });
  socket.on("error", (why) => (fault = why));
  const take = (): RawAnswer | undefined => {
    const at = held.indexOf(BLANK);
    if (at < 0) return undefined;
    const head = held.toString("latin1", 0, at);
    const size = Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? Number.NaN);
    if (Number.isNaN(size)) throw new Error("an answer without a length");
    const end = at + BLANK.length + size;
    if (held.length < end) return undefined;
    const body = held.toString("utf8", at + BLANK.length, end);
    held = held.subarray(end);
    return { status: Number(head.slice(9, 12)), body };
  };
  return async () => {
    for (;;) {
      const answer = take();
      if (answer) return answer;
      if (fault) throw fault;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
}

export type HeldCall = { readonly token: string; readonly opId: string; readonly body: string };

const bytesOf = (host: string, { token, opId, body }: HeldCall): Buffer =>
  Buffer.from(
    [
      "POST /api/v1/redemptions HTTP/1.1",
      `Host: ${host}`,
      `Authorization: Bearer ${token}`,
      "Content-Type: application/json",
      `Idempotency-Key: ${opId}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      "",
      body,
    ].join("\r\n"),
  );

export type HeldDoor = {
  /** Every request but its last byte on a connection of its own; then all last bytes at once. At most `count` calls. */
  sendTogether(calls: readonly HeldCall[]): Promise<RawAnswer[]>;
  close(): void;
};

type Line = { readonly socket: Socket; readonly next: () => Promise<RawAnswer>; readonly host: string };

async function openLine(url: string): Promise<Line> {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.setNoDelay(true);
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  return { socket, next: answersOf(socket), host };
}

const written = (socket: Socket, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => socket.write(bytes, (fault) => (fault ? reject(fault) : resolve())));

/** `count` keep-alive connections, dealt out over the given instances in turn. */
export async function openHeldDoor(urls: readonly string[], count: number): Promise<HeldDoor> {
  const lines = await Promise.all(Array.from({ length: count }, (_, i) => openLine(urls[i % urls.length] ?? "")));
  return {
    async sendTogether(calls) {
      if (calls.length > lines.length) throw new RangeError("more calls than connections");
      const sent = calls.map((call, i) => {
        const line = lines[i];
        if (!line) throw new Error("no connection for a call");
        return { line, bytes: bytesOf(line.host, call) };
      });
      await Promise.all(sent.map(({ line, bytes }) => written(line.socket, bytes.subarray(0, -1))));
      for (const { line, bytes } of sent) line.socket.write(bytes.subarray(-1));
      return Promise.all(sent.map(({ line }) => line.next()));
    },
    close: () => lines.forEach(({ socket }) => socket.destroy()),
  };
}
