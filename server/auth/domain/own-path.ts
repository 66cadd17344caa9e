/** Where somebody goes after signing in: only a path of our own. `//host`, `/\host` and `/%2fhost` lead elsewhere. */
export function ownPath(text: string | null | undefined, fallback = "/go"): string {
  if (typeof text !== "string" || !/^\/[^\s\\]*$/.test(text) || text.length > 500) return fallback;
  const here = "https://here.invalid";
  if (!URL.canParse(text, here)) return fallback;
  const { origin, pathname, search } = new URL(text, here);
  const isOwn = origin === here && !pathname.startsWith("//") && !/^\/(?:%2f|%5c)/i.test(pathname);
  return isOwn && !pathname.startsWith("/sign-in") ? `${pathname}${search}` : fallback;
}
