import type { Id } from "@/server/kernel/id";

export type PinStore = {
  hashOf(userId: Id<"user">): Promise<string | undefined>;
  save(userId: Id<"user">, pinHash: string, setAt: Date): Promise<void>;
};
