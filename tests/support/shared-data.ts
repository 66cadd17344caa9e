import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** Public data that the tests may read and the product never holds: JSM_SHARED_DATA, else beside the project. */
const folder = resolve(process.env["JSM_SHARED_DATA"] ?? "../shared/data");

/** The path of a file there, or undefined with a line that says what is not tested therefore. */
export function sharedFile(name: string): string | undefined {
  const path = resolve(folder, name);
  if (existsSync(path)) return path;
  console.warn(
    `SKIPPED: no ${name} in the folder of JSM_SHARED_DATA or ../shared/data, so tests on real data do not run`,
  );
  return undefined;
}
