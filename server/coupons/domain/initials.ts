/** How an attendant stands on a receipt: `Lucía Hernández` is `L. H.`; a dash where the account is gone. */
export function initialsOf(name: { readonly firstName: string; readonly lastName: string } | undefined): string {
  const letters = [name?.firstName, name?.lastName].flatMap((part) => Array.from(part?.trim() ?? "").slice(0, 1));
  return letters.length === 0 ? "–" : letters.map((letter) => `${letter.toUpperCase()}.`).join(" ");
}
