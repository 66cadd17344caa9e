export const MIN_LENGTH = 10;
export const MAX_LENGTH = 256;

export type Weakness = "TOO_SHORT" | "TOO_LONG" | "COMMON" | "PERSONAL";

/** Words an outsider would try first. */
const productWords = [
  "gasolinera",
  "gasolinera jsm",
  "jsm gasolinera",
  "gasolina",
  "combustible",
  "cupon",
  "cupones",
  "sorteo",
  "sorteos",
];

const plain = (text: string): string => text.normalize("NFKC").toLowerCase();
const withoutAccents = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "");
const closedUp = (text: string): string => text.replace(/[\p{P}\s]+/gu, "");
const withoutTail = (text: string): string => text.replace(/[\p{N}\p{P}\p{S}\s]+$/u, "");

type Person = { email: string; firstName: string; lastName: string; phone?: string | null | undefined };

/** Name parts, address and phone, as somebody who knows the person would guess them. */
export function wordsOf({ email, firstName, lastName, phone }: Person): string[] {
  const [local = "", domain = ""] = email.split("@");
  const names = [firstName, lastName, `${firstName} ${lastName}`, ...firstName.split(" "), ...lastName.split(" ")];
  return [
    email,
    local,
    domain,
    domain.split(".")[0] ?? "",
    ...names,
    phone ?? "",
    phone?.replace(/^\+52/, "") ?? "",
  ].filter(Boolean);
}

/**
 * Why a password is refused; undefined when it is good. Any characters will do, 10 to 256 of them; lower-cased, with and
 * without trailing digits and punctuation, it must not equal a common password or a word of the product or the person.
 */
export function weaknessOf(
  password: string,
  { isCommon, words }: { isCommon(text: string): boolean; words: readonly string[] },
): Weakness | undefined {
  const length = Array.from(password).length;
  if (length < MIN_LENGTH) return "TOO_SHORT";
  if (length > MAX_LENGTH) return "TOO_LONG";
  const typed = plain(password);
  const forms = [typed, withoutTail(typed)].flatMap((form) => [form, withoutAccents(form)]);
  if (forms.some((form) => isCommon(form))) return "COMMON";
  const known = new Set(
    [...productWords, ...words].map((word) => closedUp(withoutAccents(plain(word)))).filter(Boolean),
  );
  return forms.some((form) => known.has(closedUp(withoutAccents(form)))) ? "PERSONAL" : undefined;
}
