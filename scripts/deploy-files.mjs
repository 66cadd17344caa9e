// Writes the alert rules and dashboards from the service levels and the list of metrics. Usage: node scripts/deploy-files.mjs
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { generatedFiles } from "./deploy/files.mjs";

for (const [path, text] of generatedFiles(process.cwd())) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(path);
}
