// Builds public/verificar-sorteo.html: the draw verifier as one file that works from disk with the network off.
// Usage: node scripts/build-offline-verifier.mjs
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { page } = JSON.parse(readFileSync(join(root, "messages/es-MX.json"), "utf8")).verify;

const onlyVerify = {
  name: "only the verifier's words",
  setup: ({ onLoad }) =>
    onLoad({ filter: /messages[/\\][^/\\]+\.json$/ }, ({ path }) => ({
      contents: JSON.stringify({ verify: JSON.parse(readFileSync(path, "utf8")).verify }),
      loader: "json",
    })),
};

const { outputFiles } = await build({
  entryPoints: [join(root, "components/raffles/offline-verifier.ts")],
  bundle: true,
  minify: true,
  write: false,
  charset: "utf8",
  platform: "browser",
  target: "es2022",
  format: "iife",
  tsconfig: join(root, "tsconfig.json"),
  plugins: [onlyVerify],
  logLevel: "warning",
});

const style = `
:root { color-scheme: light dark; --ink: light-dark(#1d1c1a, #f2f0ec); --muted: light-dark(#5c5852, #aaa59c);
  --surface: light-dark(#fbf9f5, #000); --line: light-dark(#d9d4ca, #3a3733); --ok: light-dark(#1c6b3a, #6bd293);
  --danger: light-dark(#a3201b, #ff8f87); --accent: light-dark(#0c5c5e, #62c8c9); }
body { margin: 0; background: var(--surface); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; }
.names, .note, .unchecked { color: var(--muted); }
.choose { display: block; padding: 1rem; border: 1px dashed var(--line); border-radius: 6px; font-weight: 600; cursor: pointer; }
.choose input { display: block; margin-top: .5rem; max-width: 100%; }
ol.steps { list-style: none; padding: 0; }
ol.steps li { border-bottom: 1px dashed var(--line); padding: .5rem 0; }
summary { cursor: pointer; min-height: 2rem; font-weight: 600; }
.sign { display: inline-block; width: 1.75rem; font-weight: 700; }
.ok .sign, p.verdict.ok { color: var(--ok); }
.failed .sign, .failed .why, p.verdict.failed { color: var(--danger); }
.verdict { font-weight: 700; font-size: 1.125rem; }
details p { margin: .25rem 0 .25rem 1.75rem; color: var(--muted); overflow-wrap: anywhere; }
.places { font-variant-numeric: tabular-nums; }
`;
// A closing tag inside the script would end it; the curve code and our texts have none, and this keeps it so.
const script = new TextDecoder().decode(outputFiles[0].contents).replaceAll("</", "<\\/");
const hash = createHash("sha256").update(script).digest("base64");
const policy = `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`;

writeFileSync(
  join(root, "public/verificar-sorteo.html"),
  `<!doctype html>
<html lang="es-MX">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${page.heading}</title>
<style>${style}</style>
</head>
<body>
<main><h1>${page.heading}</h1><p>${page.blocked}</p></main>
<script>${script}</script>
</body>
</html>
`,
);
