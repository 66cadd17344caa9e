// Builds public/offline-worker.js: the customer's service worker, which shows kept codes without a network.
// Usage: node scripts/build-offline-worker.mjs
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const NEEDED = ["offline", "coupon", "coupons", "common", "fuel"];

const fewWords = {
  name: "only the worker's words",
  setup: ({ onLoad }) =>
    onLoad({ filter: /messages[/\\][^/\\]+\.json$/ }, ({ path }) => {
      const all = JSON.parse(readFileSync(path, "utf8"));
      return { contents: JSON.stringify(Object.fromEntries(NEEDED.map((name) => [name, all[name]]))), loader: "json" };
    }),
};

/** The `:root` block of the style sheet, so that the page in the worker has the colours of every other page. */
const tokens = /:root \{[^}]*\}/.exec(readFileSync(join(root, "app/globals.css"), "utf8"))?.[0];
if (!tokens) throw new Error("app/globals.css has no :root block");

await build({
  entryPoints: { "offline-worker": join(root, "components/coupons/offline/worker.ts") },
  outdir: join(root, "public"),
  bundle: true,
  minify: true,
  charset: "utf8",
  platform: "browser",
  target: "es2022",
  format: "iife",
  tsconfig: join(root, "tsconfig.json"),
  define: { TOKENS: JSON.stringify(tokens) },
  plugins: [fewWords],
  logLevel: "warning",
});
