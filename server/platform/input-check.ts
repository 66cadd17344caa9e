import "server-only";
const MAX_DEPTH = 32;
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Input that no schema should ever see: nested beyond reason, keys that reach for prototypes, or the NUL character,
 * which Postgres cannot store. Iterative, because the input chooses the depth.
 */
export function isPlainInput(input: unknown): boolean {
  const open: { value: unknown; depth: number }[] = [{ value: input, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value === "string" && value.includes("\u0000")) return false;
    if (typeof value !== "object" || value === null) continue;
    if (depth >= MAX_DEPTH) return false;
    for (const [key, inner] of Object.entries(value)) {
      if (FORBIDDEN_KEYS.has(key) || key.includes("\u0000")) return false;
      open.push({ value: inner, depth: depth + 1 });
    }
  }
  return true;
}
