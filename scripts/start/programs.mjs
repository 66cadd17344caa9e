import { existsSync } from "node:fs";

const tsx = (...args) => ["--import", "tsx", ...args];
const FOLLOW = ["--import", new URL("./follow-parent.mjs", import.meta.url).href];

/** Arguments of Node for each program of the product: bundled, or straight from the sources in development. */
export function programs({ isDev }) {
  if (!isDev) {
    return {
      migrate: ["dist/migrate.js"],
      seed: existsSync("dist/seed.js") ? ["dist/seed.js"] : undefined,
      server: [...FOLLOW, "--enable-source-maps", "dist/main.js"],
    };
  }
  const watch = ["watch", "--tsconfig", "tsconfig.server.json", "--exclude", ".next/**", "server/main.ts"];
  return {
    migrate: tsx("scripts/migrate.ts"),
    seed: existsSync("scripts/seed.ts") ? tsx("scripts/seed.ts") : undefined,
    server: ["node_modules/tsx/dist/cli.mjs", ...watch],
  };
}
