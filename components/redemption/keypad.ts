import { parseLitres, parsePesos } from "@/server/kernel/money";

export type AskedIn = "PESOS" | "LITRES";
export const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"] as const;
export type Key = (typeof DIGITS)[number] | "." | "erase" | "clear";

/** Decimals and whole digits that can make sense: $10,000.00 and 1,000.000 L. */
const SHAPES = {
  PESOS: { decimals: 2, whole: 5, reads: parsePesos },
  LITRES: { decimals: 3, whole: 4, reads: parseLitres },
} as const;

/** The amount after one key; a key that would make nonsense changes nothing. */
export function pressKey(text: string, key: Key, askedIn: AskedIn): string {
  if (key === "clear") return "";
  if (key === "erase") return text === "0." ? "" : text.slice(0, -1);
  if (key === ".") return text.includes(".") ? text : `${text === "" ? "0" : text}.`;
  const next = text === "0" ? key : text + key;
  const [whole = "", decimals = ""] = next.split(".");
  const shape = SHAPES[askedIn];
  return whole.length > shape.whole || decimals.length > shape.decimals ? text : next;
}

/** Keys of a real keyboard, as `useWedge` hands them on. */
export function pressTyped(text: string, typed: string, askedIn: AskedIn): string {
  return Array.from(typed).reduce((now, char) => {
    const key = char === "," ? "." : char === "\b" ? "erase" : ([...DIGITS, "."] as const).find((one) => one === char);
    return key === undefined ? now : pressKey(now, key, askedIn);
  }, text);
}

/** Centavos or millilitres; undefined while nothing complete is typed. `12.` reads as 12. */
export const readAmount = (text: string, askedIn: AskedIn): number | undefined =>
  SHAPES[askedIn].reads(text.replace(/\.$/, ""));
