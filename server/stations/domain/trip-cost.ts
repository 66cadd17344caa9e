/** What is filled on an ordinary visit. */
export const TANK_LITRES = 40;
/** A car that goes ten kilometres a litre burns one for every five kilometres of distance, there and back. */
export const METRES_A_LITRE_BOTH_WAYS = 5_000;

/** What a tank costs at a station, the way there and back included: the lowest is the best net saving. Only for comparing. */
export const tripCost = (price: number, metres: number): number =>
  price * (TANK_LITRES + metres / METRES_A_LITRE_BOTH_WAYS);
