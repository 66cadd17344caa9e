export const FUELS = ["REGULAR", "PREMIUM", "DIESEL"] as const;
export type Fuel = (typeof FUELS)[number];

/** The byte of a fuel in the signed coupon code; numbers never change their meaning. */
export const fuelByte = { REGULAR: 1, PREMIUM: 2, DIESEL: 3 } as const satisfies Record<Fuel, number>;

export const fuelOfByte = (byte: number): Fuel | undefined => FUELS.find((fuel) => fuelByte[fuel] === byte);
