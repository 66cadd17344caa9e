import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";

export type CapturedMessage = {
  readonly channel: "MAIL" | "SMS";
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly at: Date;
};

/** What only the demonstration has: the pages behind `/demo/*`. A part that is real is undefined here. */
export type DemoDesk = {
  readonly hostedPage: ((req: IncomingMessage, res: ServerResponse) => Promise<void>) | undefined;
  /** Newest first. */
  readonly captured: (() => Promise<readonly CapturedMessage[]>) | undefined;
};
