import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { createMailbox } from "@/server/adapters/mail/mailbox";
import { smtpMailer } from "@/server/adapters/mail/smtp";
import type { Mail, Mailer } from "@/server/notifications/ports";

import { startSmtp } from "../support/smtp-server";

const FROM = "Gasolinera JSM <no-responder@jsm.example>";
let lastId = 0;
const mail = (more: Partial<Mail> = {}): Mail => ({
  to: "ana@prueba.example",
  subject: "Confirma tu correo",
  text: "Hola, Ñandú:\n\nhttps://jsm.example/verify?token=abc\n.\nfin",
  html: "<p>Hola</p>",
  messageId: `message-${++lastId}@jsm`,
  ...more,
});

type Arrived = { to: string; subject: string; text: string };
type Bench = { mailer: Mailer; arrived(): Promise<readonly Arrived[]>; stop(): Promise<void> };

/** Header and body of a message as a mail program would show them. */
function read(source: string): { subject: string; text: string } {
  const subject =
    /^Subject: (.*(?:\r\n[ \t].*)*)/m
      .exec(source)?.[1]
      ?.replace(/\r\n[ \t]/g, " ")
      .replace(/\?= =\?/g, "?==?") ?? "";
  const part = source.split(/\r\n--.*\r\n/).find((piece) => /^Content-Type: text\/plain/m.test(piece)) ?? "";
  const body = part.slice(part.indexOf("\r\n\r\n") + 4);
  const bytes = /quoted-printable/.test(part) ? plainBytes(body) : Buffer.from(body);
  return {
    subject: subject.replace(/=\?UTF-8\?[QB]\?.*?\?=/gi, decodedWord),
    text: bytes.toString("utf8").replaceAll("\r\n", "\n").trim(),
  };
}

const plainBytes = (text: string): Buffer =>
  Buffer.from(
    text
      .replace(/=\r\n/g, "")
      .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );

const decodedWord = (word: string): string => {
  const [, , kind = "", text = ""] = word.split("?");
  return kind.toUpperCase() === "B"
    ? Buffer.from(text, "base64").toString("utf8")
    : plainBytes(text.replaceAll("_", " ")).toString("utf8");
};

async function overSmtp(): Promise<Bench> {
  const smtp = await startSmtp();
  const mailer = smtpMailer({ url: smtp.url, from: FROM });
  return {
    mailer,
    arrived: async () => smtp.received.map((one) => ({ to: one.to.join(), ...read(one.source) })),
    stop: async () => {
      mailer.close();
      await smtp.stop();
    },
  };
}

async function captured(): Promise<Bench> {
  const mailbox = createMailbox(undefined);
  const arrived = async () => (await mailbox.list()).toReversed();
  return { mailer: mailbox.mailer, arrived, stop: () => Promise.resolve() };
}

describe.each([
  ["by SMTP", overSmtp],
  ["captured", captured],
])("mail %s", (_name, make) => {
  let bench: Bench;
  beforeAll(async () => void (bench = await make()));
  afterAll(() => bench.stop());

  test("arrives with address, subject and text as they were written", async () => {
    const sent = mail();
    await bench.mailer.send(sent);
    expect((await bench.arrived()).at(-1)).toMatchObject({ to: sent.to, subject: sent.subject, text: sent.text });
  });

  test("keeps letters of any script, also in the subject", async () => {
    const sent = mail({ subject: "Ganaste en «Año nuevo 🚗»", text: "¡Sí, señora Núñez! 車" });
    await bench.mailer.send(sent);
    expect((await bench.arrived()).at(-1)).toMatchObject({ subject: sent.subject, text: sent.text });
  });

  test("lets no line break in a subject become a header", async () => {
    await bench.mailer.send(mail({ subject: "Hola\r\nBcc: otra@prueba.example" }));
    const last = (await bench.arrived()).at(-1);
    expect(last?.to).toBe("ana@prueba.example");
  });
});

describe("mail by SMTP", () => {
  test("rejects when the server does not take it, and goes through once it does", async () => {
    const smtp = await startSmtp();
    const mailer = smtpMailer({ url: smtp.url, from: FROM });
    smtp.answer("451 try again later");
    await expect(mailer.send(mail())).rejects.toThrow();
    smtp.answer("250 kept");
    await mailer.send(mail({ messageId: "again@jsm" }));
    expect(smtp.received).toHaveLength(1);
    expect(smtp.received[0]).toMatchObject({ from: "no-responder@jsm.example" });
    expect(smtp.received[0]?.source).toContain("Message-ID: <again@jsm>");
    await expect(mailer.check()).resolves.toBeUndefined();
    mailer.close();
    await smtp.stop();
  });

  test("rejects where nobody listens", async () => {
    const mailer = smtpMailer({ url: "smtp://127.0.0.1:9", from: FROM });
    await expect(mailer.send(mail())).rejects.toThrow();
    await expect(mailer.check()).rejects.toThrow();
    mailer.close();
  });
});

describe("the captured mailbox", () => {
  test("shows a message that was handed over twice once, the newest first, mail and SMS apart", async () => {
    const mailbox = createMailbox(undefined);
    const first = mail({ subject: "uno" });
    await mailbox.mailer.send(first);
    await mailbox.mailer.send(first);
    await mailbox.texts.send({ to: "+525512345678", text: "012345 es tu código", messageId: "sms-1" });
    expect((await mailbox.list()).map((one) => [one.channel, one.to, one.text])).toEqual([
      ["SMS", "+525512345678", "012345 es tu código"],
      ["MAIL", first.to, first.text],
    ]);
  });

  test("is still there after a restart, readable by its owner only, and keeps the newest 500", async () => {
    const folder = mkdtempSync(join(tmpdir(), "jsm-mailbox-"));
    const before = createMailbox(folder);
    await Promise.all(Array.from({ length: 1_002 }, (_, i) => before.mailer.send(mail({ subject: `n ${i}` }))));
    const path = join(folder, "mailbox.jsonl");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, "utf8").trim().split("\n").length).toBeLessThanOrEqual(1_000);
    const after = await createMailbox(folder).list();
    expect(after).toHaveLength(500);
    expect(after[0]?.subject).toBe("n 1001");
    rmSync(folder, { recursive: true });
  });
});
