import { readFileSync } from "node:fs";
import { join } from "node:path";

import { stringify } from "yaml";

import { alertRules } from "./alerts.mjs";
import { dashboards } from "./dashboards.mjs";

const NOTE = "# Made from deploy/service-levels.json by `npm run deploy:files`.\n";

/** Every generated file of deploy/: path below `root` → text. */
export function generatedFiles(root) {
  const levels = JSON.parse(readFileSync(join(root, "deploy/service-levels.json"), "utf8"));
  const boards = Object.entries(dashboards()).map(([name, board]) => [
    `deploy/grafana/dashboards/${name}`,
    `${JSON.stringify(board, undefined, 2)}\n`,
  ]);
  return new Map([["deploy/prometheus/alerts.yml", NOTE + stringify(alertRules(levels), { lineWidth: 0 })], ...boards]);
}
