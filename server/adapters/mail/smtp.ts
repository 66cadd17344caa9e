import "server-only";
import { createTransport } from "nodemailer";

import type { Mailer } from "@/server/notifications/ports";

/** Milliseconds; a server that hangs costs one try, not the queue. */
const PATIENCE = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 15_000 };

type SmtpParts = { url: string; from: string };

export type SmtpMailer = Mailer & { check(): Promise<void>; close(): void };

/** Mail by SMTP (`SMTP_URL`), over a small pool of connections. */
export function smtpMailer({ url, from }: SmtpParts): SmtpMailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 3,
    ...PATIENCE,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text, html, messageId }) {
      await transport.sendMail({
        from,
        // As an object: an address list cannot be smuggled in.
        to: { name: "", address: to },
        subject,
        text,
        html,
        messageId: `<${messageId}>`,
        headers: { "Auto-Submitted": "auto-generated" },
      });
    },
    check: async () => void (await transport.verify()),
    close: () => transport.close(),
  };
}
