import { type Fuel, FUELS } from "@/server/kernel/fuel";
import { parsePrice } from "@/server/kernel/money";

export type HistoryLine = {
  readonly fuelType: Fuel;
  readonly price: string;
  readonly validFrom: string;
  readonly validTo: string | null;
};

export type Steps = { readonly fuel: Fuel; readonly path: string };
export type StepChart = {
  readonly lines: readonly Steps[];
  /** 1/10 000 MXN per litre. */
  readonly lowest: number;
  readonly highest: number;
};

type Frame = { readonly from: Date; readonly to: Date; readonly width: number; readonly height: number };

/** Prices as steps within a frame: a price holds until the next begins. Undefined where nothing held in that time. */
export function priceSteps(history: readonly HistoryLine[], { from, to, width, height }: Frame): StepChart | undefined {
  const [start, end] = [from.getTime(), to.getTime()];
  const spans = history
    .map(({ fuelType, price, validFrom, validTo }) => ({
      fuel: fuelType,
      price: parsePrice(price) ?? 0,
      from: Math.max(start, Date.parse(validFrom)),
      to: Math.min(end, validTo === null ? end : Date.parse(validTo)),
    }))
    .filter((span) => span.from < span.to)
    .toSorted((a, b) => a.from - b.from);
  if (spans.length === 0) return undefined;
  const prices = spans.map(({ price }) => price);
  const [lowest, highest] = [Math.min(...prices), Math.max(...prices)];
  const x = (at: number): string => (((at - start) / (end - start)) * width).toFixed(1);
  const y = (price: number): string =>
    (highest === lowest ? height / 2 : height - ((price - lowest) / (highest - lowest)) * height).toFixed(1);
  const pathOf = (fuel: Fuel): string => {
    let last = Number.NaN;
    return spans
      .filter((span) => span.fuel === fuel)
      .map((span) => {
        const begin = span.from === last ? `L${x(span.from)} ${y(span.price)}` : `M${x(span.from)} ${y(span.price)}`;
        last = span.to;
        return `${begin}L${x(span.to)} ${y(span.price)}`;
      })
      .join("");
  };
  const lines = FUELS.map((fuel) => ({ fuel, path: pathOf(fuel) })).filter(({ path }) => path !== "");
  return { lines, lowest, highest };
}
