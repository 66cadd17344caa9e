import "server-only";
import type { Role } from "@/server/auth/domain/role";
import type { Id, NewId } from "@/server/kernel/id";

import type { Logger } from "./logger";

/** Who is calling. Comes from a verified token or from the code itself, never from a request body. */
export type Actor =
  | { readonly kind: "anonymous" }
  | {
      readonly kind: "user";
      readonly id: Id<"user">;
      readonly role: Role;
      readonly sessionId: Id<"session">;
      /** When the second factor was last shown in this session; undefined if never. */
      readonly mfaAt: Date | undefined;
      /** The paired device the session was opened on with a PIN, and which has just shown its key. */
      readonly stationDeviceId?: Id<"stationDevice"> | undefined;
    }
  | { readonly kind: "system"; readonly name: string };

export type UserActor = Extract<Actor, { kind: "user" }>;

/** `user:<id>`, `system:<name>` or `anonymous`: how the event log and the operations name an actor. */
export const actorName = (actor: Actor): string =>
  actor.kind === "user" ? `user:${actor.id}` : actor.kind === "system" ? `system:${actor.name}` : "anonymous";

/** What every command receives. `U` lists the stores and contracts its transaction may touch. */
export type Ctx<U, A extends Actor = Actor> = {
  readonly actor: A;
  readonly requestId: string;
  readonly locale: "es-MX" | "en";
  readonly log: Logger;
  /** The application's clock: for expiry of tokens and display. Money asks `unit.clock` instead. */
  now(): Date;
  readonly newId: NewId;
  /** One transaction; rolls back when `work` throws. Doorbells ring after the commit if events were appended. */
  transact<T>(work: (unit: U) => Promise<T>): Promise<T>;
};
