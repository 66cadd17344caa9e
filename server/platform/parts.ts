import "server-only";
import type { Circuit } from "./resilience";

/** One thing outside the process, real or embedded; its check rejects when the part is not usable. */
export type Part = {
  readonly name: string;
  readonly isEmbedded: boolean;
  /** Without it nothing can be served: readiness fails. */
  readonly isVital: boolean;
  check(): Promise<void>;
  /** Where a breaker stands before it. */
  circuit?(): Circuit;
};

export type PartState = {
  state: "up" | "down";
  embedded: boolean;
  vital: boolean;
  milliseconds: number;
  circuit?: Circuit;
};

const withDeadline = (work: Promise<void>, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** Asks every part at once, at most one second (HTTP contract, `/readyz`). */
export async function stateOfParts(parts: readonly Part[], now: () => number): Promise<Record<string, PartState>> {
  const entries = await Promise.all(
    parts.map(async (part): Promise<[string, PartState]> => {
      const started = now();
      const state = await withDeadline(part.check(), 900).then(
        () => "up" as const,
        () => "down" as const,
      );
      const circuit = part.circuit?.();
      return [
        part.name,
        {
          state,
          embedded: part.isEmbedded,
          vital: part.isVital,
          milliseconds: Math.round(now() - started),
          ...(circuit && { circuit }),
        },
      ];
    }),
  );
  return Object.fromEntries(entries);
}
