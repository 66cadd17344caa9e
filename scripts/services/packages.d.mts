export type ServiceName = "postgres" | "redis" | "chromium" | "promtool";
export function ensureServices(names: readonly ServiceName[]): string[];
export function chromiumPath(environment?: Readonly<Record<string, string | undefined>>): string | undefined;
export function redisPath(): string | undefined;
export function promtoolPath(): string | undefined;
