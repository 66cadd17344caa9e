const WEIGHTS = [3, 7, 1] as const;
const DIGITS = 18;

/** The last digit of a CLABE, from the 17 before it: weights 3, 7, 1, each product modulo ten, up to the next ten. */
export function clabeCheckDigit(first17: string): number {
  const sum = first17
    .split("")
    .reduce((total, digit, i) => total + ((Number(digit) * (WEIGHTS[i % WEIGHTS.length] ?? 0)) % 10), 0);
  return (10 - (sum % 10)) % 10;
}

/** 18 digits of which the last one is right; spaces between groups are left out before. */
export function parseClabe(text: string): string | undefined {
  const digits = text.replaceAll(/[ -]/g, "");
  if (digits.length !== DIGITS || !/^\d{18}$/.test(digits)) return undefined;
  return clabeCheckDigit(digits.slice(0, -1)) === Number(digits.at(-1)) ? digits : undefined;
}

/** How an account is shown: its last four digits. */
export const maskedClabe = (last4: string): string => `•••• ${last4}`;
