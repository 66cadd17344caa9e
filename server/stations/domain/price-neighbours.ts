import type { Fuel } from "@/server/kernel/fuel";
import type { Place } from "@/server/kernel/geo";
import type { TenthMilli } from "@/server/kernel/money";

export type PlacedPrice = { readonly place: Place; readonly fuel: Fuel; readonly price: TenthMilli };

/** Some 55 km: a cell and those around it hold the stations a driver could go to instead. */
const CELL_DEGREES = 0.5;
/** Fewer neighbours than this say nothing; the country's median speaks then. */
const FEWEST_NEIGHBOURS = 5;

const cellOf = ({ latitude, longitude }: Place): readonly [number, number] => [
  Math.floor(latitude / CELL_DEGREES),
  Math.floor(longitude / CELL_DEGREES),
];
const keyOf = (fuel: Fuel, row: number, column: number): string => `${fuel} ${row} ${column}`;

function median(prices: readonly TenthMilli[]): TenthMilli | undefined {
  return prices.toSorted((a, b) => a - b)[prices.length >> 1];
}

/** What a fuel costs around a place, by the prices of one file; undefined where nobody else sells it. */
export function neighbourhood(
  all: readonly PlacedPrice[],
): (ask: { place: Place; fuel: Fuel }) => TenthMilli | undefined {
  const cells = new Map<string, TenthMilli[]>();
  const add = (key: string, price: TenthMilli) => {
    const cell = cells.get(key);
    if (cell) cell.push(price);
    else cells.set(key, [price]);
  };
  for (const { place, fuel, price } of all) {
    add(keyOf(fuel, ...cellOf(place)), price);
    add(fuel, price);
  }
  const known = new Map<string, TenthMilli | undefined>();
  const remembered = (key: string, look: () => TenthMilli | undefined): TenthMilli | undefined => {
    if (!known.has(key)) known.set(key, look());
    return known.get(key);
  };
  return ({ place, fuel }) => {
    const [row, column] = cellOf(place);
    return remembered(keyOf(fuel, row, column), () => {
      const steps = [-1, 0, 1];
      const around = steps.flatMap((up) => steps.flatMap((on) => cells.get(keyOf(fuel, row + up, column + on)) ?? []));
      return around.length < FEWEST_NEIGHBOURS ? remembered(fuel, () => median(cells.get(fuel) ?? [])) : median(around);
    });
  };
}

/** Per cent beyond which a price is out of line with what is known. */
const FROM_OWN = 30;
const FROM_NEIGHBOURS = 25;
const FROM_NEIGHBOURS_ALONE = 35;

const isFurther = (price: TenthMilli, from: TenthMilli, percent: number): boolean =>
  Math.abs(price - from) * 100 > from * percent;

export type PriceComparisons = {
  /** What the station itself charged before. */
  readonly own: TenthMilli | undefined;
  readonly around: TenthMilli | undefined;
};

/**
 * A fixed band lets 35.35 pass for 23.35. A price is out of line when it is far both from the station's own last one and from
 * its neighbours': when all of them jump it is the market, when one alone does it is the keyboard.
 */
export function isOutOfLine(price: TenthMilli, { own, around }: PriceComparisons): boolean {
  if (around === undefined) return false;
  if (own === undefined) return isFurther(price, around, FROM_NEIGHBOURS_ALONE);
  return isFurther(price, own, FROM_OWN) && isFurther(price, around, FROM_NEIGHBOURS);
}
