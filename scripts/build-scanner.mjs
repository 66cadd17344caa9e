// Builds public/scanner: the worker that reads QR codes and the reader's wasm, both served from our own origin.
// Usage: node scripts/build-scanner.mjs
import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const out = join(root, "public/scanner");

mkdirSync(out, { recursive: true });
await build({
  entryPoints: { "decode-worker": join(root, "components/scanner/decode-worker.ts") },
  outdir: out,
  bundle: true,
  minify: true,
  platform: "browser",
  target: "es2022",
  format: "iife",
  tsconfig: join(root, "tsconfig.json"),
  logLevel: "warning",
});
copyFileSync(join(root, "node_modules/zxing-wasm/dist/reader/zxing_reader.wasm"), join(out, "zxing_reader.wasm"));
