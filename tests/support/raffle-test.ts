import { test as withWorld } from "./coupon-test";
import { createRaffleWorld, type RaffleWorld } from "./raffle-world";

/** The coupons' test world with raffles in it. */
export const test = withWorld.extend("raffles", { scope: "file" }, async ({ container, world }): Promise<RaffleWorld> =>
  createRaffleWorld(container, world),
);
