const MAX_NAME = 200;
const unprintable = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/** A name as filed, with one space between its words and none around them; undefined when nothing readable is left. */
export function cleanName(raw: string): string | undefined {
  const name = raw.normalize("NFC").replaceAll(/\s+/g, " ").trim();
  return name === "" || name.length > MAX_NAME || unprintable.test(name) ? undefined : name;
}
