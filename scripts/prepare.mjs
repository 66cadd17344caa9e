// Makes a clone ready to run: packages, and with --build the production build. Needs nothing but Node.
// Usage: node scripts/prepare.mjs [--build]
import { prepare } from "./prepare/prepare.mjs";

try {
  await prepare({ withBuild: process.argv.includes("--build") });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
