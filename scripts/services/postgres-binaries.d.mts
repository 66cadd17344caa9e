export type Installed = { readonly bin: string; readonly version: number };
export function findPostgres(look?: unknown): Installed | undefined;
export function choosePostgres(found: readonly (Installed & { readonly hasPostgis: boolean })[]): Installed | undefined;
export function majorVersion(text: string): number | undefined;
