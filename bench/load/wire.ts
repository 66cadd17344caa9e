import { connect, type Socket } from "node:net";

/** One keep-alive HTTP/1.1 connection that sends one request at a time; as little work as an honest client can do. */
export type Line = { send(bytes: Buffer): Promise<number>; close(): void };

const BLANK = Buffer.from("\r\n\r\n");
const LENGTH = Buffer.from("\r\nContent-Length: ");

type Waiting = { resolve(status: number): void; reject(fault: Error): void };

/** Where the first whole answer of the bytes ends; 0 while it is not whole. Only answers with a length are read. */
function endOf(bytes: Buffer): number {
  const head = bytes.indexOf(BLANK);
  if (head < 0) return 0;
  const at = bytes.indexOf(LENGTH);
  if (at < 0 || at > head) throw new Error("an answer without a length");
  let size = 0;
  for (let i = at + LENGTH.length; bytes[i] !== 13; i++) size = size * 10 + (bytes[i] ?? 48) - 48;
  const end = head + BLANK.length + size;
  return bytes.length >= end ? end : 0;
}

const statusOf = (bytes: Buffer): number =>
  ((bytes[9] ?? 0) - 48) * 100 + ((bytes[10] ?? 0) - 48) * 10 + (bytes[11] ?? 0) - 48;

export async function openLine(host: string, port: number): Promise<Line> {
  const socket: Socket = connect(port, host);
  socket.setNoDelay(true);
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  let held: Buffer | undefined;
  let waiting: Waiting | undefined;
  const fail = (fault: Error): void => waiting?.reject(fault);
  socket.on("data", (chunk: Buffer) => {
    held = held ? Buffer.concat([held, chunk]) : chunk;
    if (endOf(held) === 0) return;
    const status = statusOf(held);
    held = undefined;
    waiting?.resolve(status);
  });
  socket.on("error", fail).on("close", () => fail(new Error("the connection was closed")));
  return {
    send: (bytes) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(bytes);
      }),
    close: () => socket.destroy(),
  };
}
