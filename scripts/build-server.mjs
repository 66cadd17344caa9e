// Bundles our own server code into dist/; packages stay outside. Usage: node scripts/build-server.mjs
import { existsSync, rmSync } from "node:fs";

import { build } from "esbuild";

const ENTRIES = {
  main: "server/main.ts",
  "embedded-postgres": "server/adapters/pglite/main.ts",
  migrate: "scripts/migrate.ts",
  seed: "scripts/seed.ts",
};

// Left to itself esbuild takes a lost `@/…` for a package, and the server finds out when it starts.
const oursMustResolve = {
  name: "ours-must-resolve",
  setup: ({ onResolve, resolve }) => {
    onResolve({ filter: /^@\// }, async ({ path, pluginData, ...from }) => {
      if (pluginData === oursMustResolve) return undefined;
      const found = await resolve(path, { ...from, pluginData: oursMustResolve });
      return found.external ? { errors: [{ text: `${path} leads nowhere` }] } : found;
    });
  },
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
  plugins: [oursMustResolve],
  logLevel: "warning",
});
