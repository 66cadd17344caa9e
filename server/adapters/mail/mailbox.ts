import "server-only";
import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Mailer, TextSender } from "@/server/notifications/ports";
import type { CapturedMessage } from "@/server/platform/demo-desk";

const KEPT = 500;
const FILE = "mailbox.jsonl";

type Stored = { channel: "MAIL" | "SMS"; id: string; to: string; subject: string; text: string; at: string };

export type Mailbox = {
  readonly mailer: Mailer;
  readonly texts: TextSender;
  /** Newest first. */
  list(): Promise<readonly CapturedMessage[]>;
};

/** The demonstration's mail and SMS: nothing leaves the machine. Kept in memory, and in the data folder where one is given. */
export function createMailbox(folder: string | undefined): Mailbox {
  const path = folder === undefined ? undefined : join(folder, FILE);
  let opened: Promise<Stored[]> | undefined;
  let written: Promise<void> = Promise.resolve();
  const messages = (): Promise<Stored[]> => (opened ??= path === undefined ? Promise.resolve([]) : readStored(path));

  async function capture(message: Omit<Stored, "at">): Promise<void> {
    const kept = await messages();
    // Sent at least once, shown once.
    if (kept.some((known) => known.id === message.id)) return;
    kept.push({ ...message, at: new Date().toISOString() });
    const isFull = kept.length > 2 * KEPT;
    if (isFull) kept.splice(0, kept.length - KEPT);
    if (path === undefined || folder === undefined) return;
    const line = (one: Stored | undefined): string => `${JSON.stringify(one)}\n`;
    const text = isFull ? kept.map(line).join("") : line(kept.at(-1));
    written = written.then(async () => {
      await mkdir(folder, { recursive: true });
      await (isFull ? writeFile : appendFile)(path, text, { mode: 0o600 });
    });
    await written;
  }

  return {
    mailer: {
      send: ({ to, subject, text, messageId }) => capture({ channel: "MAIL", id: messageId, to, subject, text }),
    },
    texts: { send: ({ to, text, messageId }) => capture({ channel: "SMS", id: messageId, to, subject: "SMS", text }) },
    async list() {
      const kept = await messages();
      return kept
        .toReversed()
        .slice(0, KEPT)
        .map(({ channel, to, subject, text, at }) => ({ channel, to, subject, text, at: new Date(at) }));
    },
  };
}

async function readStored(path: string): Promise<Stored[]> {
  const text = await readFile(path, "utf8").catch(() => "");
  return text
    .split("\n")
    .filter(Boolean)
    .slice(-KEPT)
    .flatMap((line): Stored[] => {
      try {
        return [JSON.parse(line)];
      } catch {
        // The last line of a process that was killed.
        return [];
      }
    });
}
