// Checks what no linter sees: where files lie, what they are called, how long they are. Usage: node scripts/check-structure.mjs
import { readFileSync } from "node:fs";

import { listFiles } from "./structure/files.mjs";
import { structureFaults } from "./structure/rules.mjs";
import { lostPaths } from "./structure/words.mjs";

const root = process.argv[2] ?? process.cwd();
const files = listFiles(root);
const read = (file) => readFileSync(`${root}/${file}`, "utf8");
const faults = [...structureFaults(files, read), ...lostPaths(files, read)];

for (const { file, text } of faults) console.error(`${file}: ${text}`);
console.log(`${files.length} files, ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;
