import "server-only";
import type { KeptReply, Reply } from "./idempotency";
import { StripeFault } from "./stripe-fault";

export type Call = {
  readonly method: string;
  readonly path: string;
  readonly key: string | undefined;
};

/** What may happen to a call on its way in; `perform` does what it asks for, once, however often it is called. */
export type Interference = (call: Call, perform: () => KeptReply) => Promise<KeptReply | undefined>;

/** What happens to an answer on its way out: the connection is closed before it, or nothing ever comes. */
export type Loss = "closed" | "silence";

/** One thing that goes wrong. Without `isDone` the call has no effect. */
export type Trouble =
  | { readonly kind: "answers"; readonly reply: KeptReply; readonly isDone?: boolean }
  | { readonly kind: "loses"; readonly loss: Loss; readonly isDone?: boolean }
  /** The answer (`isDone`) or the call itself is held up. */
  | { readonly kind: "waits"; readonly until: Promise<void>; readonly isDone?: boolean };

export type FaultRule = {
  readonly method?: "GET" | "POST";
  /** The beginning of the path; every path where absent. */
  readonly path?: string;
  /** How many calls it meets, one where absent. */
  readonly times?: number;
  readonly trouble: Trouble;
};

/** Asks for trouble ahead of the calls; rules are used up in the order they were written. */
export type FaultScript = {
  next(rule: FaultRule): void;
  clear(): void;
};

export type FaultDesk = FaultScript & {
  /** The trouble that this call is to meet, used up by asking. */
  take(call: Call): Trouble | undefined;
};

export function createFaultScript(): FaultDesk {
  let rules: { rule: FaultRule; left: number }[] = [];
  const isMet = ({ method, path = "" }: FaultRule, call: Call): boolean =>
    (method === undefined || method === call.method) && call.path.startsWith(path);
  return {
    next: (rule) => void rules.push({ rule, left: rule.times ?? 1 }),
    clear: () => void (rules = []),
    take(call) {
      const found = rules.find(({ rule }) => isMet(rule, call));
      if (!found) return undefined;
      found.left -= 1;
      rules = rules.filter(({ left }) => left > 0);
      return found.rule.trouble;
    },
  };
}

type Steps = {
  /** Does what the call asks for, once, however often it is called. */
  perform(): KeptReply;
  /** Answers from the key where it is known, else does the work and keeps it. */
  underKey(work: () => Promise<KeptReply>): Promise<Reply>;
};

/** Takes a call through its trouble: in front of its key, under it, or after the answer was made. */
export async function through(
  trouble: Trouble,
  { perform, underKey }: Steps,
): Promise<{ reply: Reply; loss: Loss | undefined }> {
  const plainly = async () => perform();
  switch (trouble.kind) {
    case "answers": {
      const { reply, isDone } = trouble;
      const answer = async (): Promise<KeptReply> => {
        if (isDone) perform();
        return reply;
      };
      return { reply: isDone || reply.isKept ? await underKey(answer) : reply, loss: undefined };
    }
    case "loses": {
      const reply = trouble.isDone ? await underKey(plainly) : { status: 0, body: "" };
      return { reply, loss: trouble.loss };
    }
    case "waits": {
      const held = async (): Promise<KeptReply> => {
        if (trouble.isDone) perform();
        await trouble.until;
        return perform();
      };
      return { reply: await underKey(held), loss: undefined };
    }
  }
}

type Worded = { status: number; type?: "api_error" | "rate_limit_error" | "card_error"; code?: string };

/** An error of the service in its own form, for a script. A kept one is repeated under its key, as Stripe's 500s are. */
export function troubleReply(
  { status, type = "api_error", code }: Worded,
  { retryAfterS, isKept = false }: { retryAfterS?: number; isKept?: boolean } = {},
): KeptReply {
  const message = "The script asked for this.";
  const body = new StripeFault({ status, type, message, ...(code && { code }) }).body();
  return {
    status,
    body,
    isKept,
    ...(retryAfterS !== undefined && { headers: { "Retry-After": String(retryAfterS) } }),
  };
}
