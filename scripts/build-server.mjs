// Bundles our own server code into dist/; packages stay outside. Usage: node scripts/build-server.mjs
import { existsSync, rmSync } from "node:fs";

import { build } from "esbuild";

const ENTRIES = {
  main: "server/main.ts",
  "embedded-postgres": "server/adapters/pglite/main.ts",
  migrate: "scripts/migrate.ts",
  seed: "scripts/seed.ts",
};

const present = Object.fromEntries(Object.entries(ENTRIES).filter(([, file]) => existsSync(file)));

rmSync("dist", { recursive: true, force: true });
await build({
  entryPoints: present,
  outdir: "dist",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  packages: "external",
  splitting: true,
  sourcemap: true,
  jsx: "automatic",
  tsconfig: "tsconfig.json",
  alias: { "server-only": "./server/platform/nothing.ts" },
  logLevel: "warning",
});
