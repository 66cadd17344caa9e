const firstLetter = (name: string): string => Array.from(name.trim())[0]?.toUpperCase() ?? "";

/** `M*** G.`: enough for a person to know their own, too little for anybody else. */
export function maskedName(firstName: string, lastName: string): string {
  const [first, last] = [firstLetter(firstName), firstLetter(lastName)];
  return last === "" ? `${first}***` : `${first}*** ${last}.`;
}
