/** Whole numbers that say their unit. Nothing in the product holds money or volume in a float. */
export type Centavos = number & { readonly __unit: "centavos" };
export type Millilitres = number & { readonly __unit: "millilitres" };
/** A price per litre in 1/10 000 MXN: 23.99 is 239 900. */
export type TenthMilli = number & { readonly __unit: "tenth-milli-pesos" };

const whole = (n: number, unit: string): number => {
  if (!Number.isSafeInteger(n)) throw new RangeError(`not whole ${unit}: ${n}`);
  return n;
};

export const centavos = (n: number): Centavos => whole(n, "centavos") as Centavos;
export const millilitres = (n: number): Millilitres => whole(n, "millilitres") as Millilitres;
export const tenthMilli = (n: number): TenthMilli => whole(n, "1/10 000 MXN") as TenthMilli;

/** Reads a plain decimal with at most `places` decimals; undefined for anything else, and for numbers out of safe range. */
function parseScaled(text: string, places: number): number | undefined {
  const match = /^(0|[1-9]\d{0,11})(?:\.(\d+))?$/.exec(text);
  if (!match) return undefined;
  const decimals = match[2] ?? "";
  if (decimals.length > places) return undefined;
  const n = Number(`${match[1]}${decimals.padEnd(places, "0")}`);
  return Number.isSafeInteger(n) ? n : undefined;
}

function formatScaled(n: number, places: number): string {
  const digits = Math.abs(n)
    .toString()
    .padStart(places + 1, "0");
  return `${n < 0 ? "-" : ""}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** `"500.00"`, `"500.5"` or `"500"` as centavos. */
export const parsePesos = (text: string): Centavos | undefined => parseScaled(text, 2) as Centavos | undefined;
export const formatPesos = (amount: Centavos | number): string => formatScaled(amount, 2);

/** `"21.276"` as millilitres. */
export const parseLitres = (text: string): Millilitres | undefined => parseScaled(text, 3) as Millilitres | undefined;
export const formatLitres = (volume: Millilitres | number): string => formatScaled(volume, 3);

/** `"23.99"` to `"23.9999"` as 1/10 000 MXN per litre. */
export const parsePrice = (text: string): TenthMilli | undefined => parseScaled(text, 4) as TenthMilli | undefined;

/** Two decimals, or up to four where the price has them. */
export function formatPrice(price: TenthMilli | number): string {
  const full = formatScaled(price, 4);
  return full.endsWith("00") ? full.slice(0, -2) : full.endsWith("0") ? full.slice(0, -1) : full;
}

// A volume in mL times a price in 1/10 000 MXN is in 1/100 000 centavos.
const PER_CENTAVO = 100_000n;

/** Litres asked: the cost rounds half up to the centavo (domain rule). */
export function costOf(volume: Millilitres, price: TenthMilli): Centavos {
  return centavos(Number((BigInt(volume) * BigInt(price) + PER_CENTAVO / 2n) / PER_CENTAVO));
}

/** Pesos asked: the volume is cut off at the millilitre, so that nobody is charged more than asked (domain rule). */
export function volumeFor(pesos: Centavos, price: TenthMilli): Millilitres {
  return millilitres(Number((BigInt(pesos) * PER_CENTAVO) / BigInt(price)));
}
