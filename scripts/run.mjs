// Runs a TypeScript script of the product. Usage: node scripts/run.mjs [--without-database] FILE.ts [arguments]
import { runScript } from "./start/run-script.mjs";

const [first, ...others] = process.argv.slice(2);
const needsDatabase = first !== "--without-database";
const [file, ...args] = needsDatabase ? [first, ...others] : others;

if (file === undefined) {
  console.error("usage: node scripts/run.mjs [--without-database] FILE.ts [arguments]");
  process.exit(2);
}
process.exitCode = await runScript({ file, args, needsDatabase });
