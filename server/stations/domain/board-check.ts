import type { Fuel } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";
import type { TenthMilli } from "@/server/kernel/money";

/** One line of a station's board as somebody read it, beside the price we charge at that instant. */
export type BoardCheck = {
  readonly id: Id<"row">;
  readonly stationId: Id<"station">;
  readonly fuel: Fuel;
  readonly board: TenthMilli;
  /** Undefined where we have no price of the fuel. */
  readonly price: TenthMilli | undefined;
  readonly actorId: Id<"user">;
  readonly checkedAt: Date;
};

export const agrees = ({ board, price }: Pick<BoardCheck, "board" | "price">): boolean => board === price;
