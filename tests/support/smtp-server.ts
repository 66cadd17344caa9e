import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

export type ReceivedMail = { readonly from: string; readonly to: readonly string[]; readonly source: string };

/** What the server says to the end of a message; a real one may refuse it for now. */
type Verdict = "250 kept" | "451 try again later";

/** Speaks enough SMTP for one client and keeps what it gets. */
export async function startSmtp() {
  const received: ReceivedMail[] = [];
  const open = new Set<Socket>();
  let verdict: Verdict = "250 kept";
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    socket.on("error", () => undefined);
    converse(socket, { keep: (mail) => received.push(mail), verdict: () => verdict });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    answer: (next: Verdict) => void (verdict = next),
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Post = { keep(mail: ReceivedMail): void; verdict(): Verdict };

function converse(socket: Socket, { keep, verdict }: Post): void {
  let from = "";
  let to: string[] = [];
  let body: string[] | undefined;
  let held = "";
  const say = (line: string): void => void socket.write(`${line}\r\n`);

  function hear(line: string): void {
    if (body) {
      if (line !== ".") return void body.push(line.startsWith("..") ? line.slice(1) : line);
      if (verdict().startsWith("250")) keep({ from, to, source: body.join("\r\n") });
      body = undefined;
      return say(verdict());
    }
    const address = /<([^>]*)>/.exec(line)?.[1] ?? "";
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === "MAIL") {
      from = address;
      to = [];
    }
    if (verb === "RCPT") to.push(address);
    if (verb === "DATA") {
      body = [];
      return say("354 go on");
    }
    say(verb === "QUIT" ? "221 bye" : "250 ok");
  }

  say("220 test");
  socket.on("data", (bytes) => {
    const lines = (held + bytes.toString("utf8")).split("\r\n");
    held = lines.pop() ?? "";
    lines.forEach(hear);
  });
}
