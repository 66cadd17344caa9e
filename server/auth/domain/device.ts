import type { Id } from "@/server/kernel/id";

export type NewDevice = {
  readonly id: Id<"device">;
  readonly userId: Id<"user">;
  readonly tokenHash: string;
  readonly label: string;
  readonly at: Date;
};

const systems = [
  [/android/i, "Android"],
  [/iphone|ipad|ipod/i, "iOS"],
  [/windows/i, "Windows"],
  [/mac os|macintosh/i, "macOS"],
  [/linux|x11/i, "Linux"],
] as const;

const browsers = [
  [/edg(e|a|ios)?\//i, "Edge"],
  [/opr\/|opera/i, "Opera"],
  [/samsungbrowser/i, "Samsung Internet"],
  [/firefox|fxios/i, "Firefox"],
  [/chrome|crios|chromium/i, "Chrome"],
  [/safari/i, "Safari"],
] as const;

const nameIn = (known: readonly (readonly [RegExp, string])[], agent: string): string | undefined =>
  known.find(([pattern]) => pattern.test(agent))?.[1];

/** How a person recognises one of their sessions: `Chrome · Android`. Says no more than that of what the browser sent. */
export function deviceLabel(userAgent: string | undefined): string {
  const agent = (userAgent ?? "").slice(0, 300);
  const parts = [nameIn(browsers, agent), nameIn(systems, agent)].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(" · ") : "API";
}
