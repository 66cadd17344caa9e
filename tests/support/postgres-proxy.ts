import { createServer, connect, type AddressInfo, type Socket } from "node:net";

import { messageReader, statementReader } from "./postgres-wire";

/** What happens to a connection whose client sends COMMIT. */
export type CommitFate = "pass" | "lose-answer" | "cut-before";

export type PostgresProxy = {
  /** The database's address through the proxy. */
  readonly url: string;
  /** The fate of the next `times` commits; the others pass. */
  plan(fate: CommitFate, times: number): void;
  readonly done: number;
  close(): Promise<void>;
};

/** Follows one client's messages: does a chunk run a COMMIT, as a statement's text or as one prepared before? */
function commitWatch(): (chunk: Buffer) => boolean {
  const messagesOf = messageReader("client");
  const statementOf = statementReader();
  return (chunk) => {
    const runs = messagesOf(chunk).map((message) => ({ tag: message.tag, text: statementOf(message) }));
    return runs.some(({ tag, text }) => tag !== "P" && text !== undefined && /^\s*commit\b/i.test(text));
  };
}

/**
 * A TCP proxy in front of Postgres that can lose the answer to a COMMIT (the server has committed, the client never
 * hears) or cut the connection before the COMMIT arrives.
 */
export async function startPostgresProxy(databaseUrl: string): Promise<PostgresProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let planned: { fate: CommitFate; left: number } = { fate: "pass", left: 0 };
  let done = 0;

  const fateOf = (hasCommit: boolean): CommitFate => {
    if (planned.left === 0 || !hasCommit) return "pass";
    planned.left -= 1;
    done += 1;
    return planned.fate;
  };

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    const sees = commitWatch();
    let isDeaf = false;
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", end).on("close", () => {
        sockets.delete(socket);
        end();
      });
    }
    client.on("data", (chunk: Buffer) => {
      const fate = fateOf(sees(chunk));
      if (fate === "cut-before") return end();
      if (fate === "lose-answer") isDeaf = true;
      upstream.write(chunk);
    });
    // The first bytes after a COMMIT are its answer: by then it has happened.
    upstream.on("data", (chunk: Buffer) => (isDeaf ? end() : client.write(chunk)));
  });

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    plan: (fate, times) => (planned = { fate, left: times }),
    get done() {
      return done;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
