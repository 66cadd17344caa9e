/** Six digits: a manager types them on an attendant's screen as an authority, an attendant to get onto a paired device. */
export const PIN_SHAPE = /^\d{6}$/;

/** Wrong PINs at one station, and of one person, before there is a wait. */
export const PIN_TRIES = { allowance: 5, windowSeconds: 900 } as const;

const isRun = (digits: readonly number[], step: number): boolean =>
  digits.every((digit, n) => n === 0 || digit === ((digits[n - 1] ?? 0) + step + 10) % 10);

/** What people guess first: one digit six times, runs up or down, a short pattern over and over, a year twice. */
export function isWeakPin(pin: string): boolean {
  const digits = Array.from(pin, Number);
  if ([0, 1, -1].some((step) => isRun(digits, step))) return true;
  return pin.slice(0, 3) === pin.slice(3) || pin === pin.slice(0, 2).repeat(3) || new Set(digits).size < 3;
}
