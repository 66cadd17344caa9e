/** The closed vocabulary of the house: what may lie where. */
const TOP_FOLDERS = [
  "app",
  "server",
  "db",
  "components",
  "public",
  "tests",
  "docs",
  "scripts",
  "messages",
  "deploy",
  "bench",
  ".ci",
];
const SERVER_FOLDERS = ["kernel", "platform", "api", "gateway", "jobs", "adapters", "container"];
const SERVER_FILES = ["container.ts", "main.ts"];
const CONTEXTS = [
  "auth",
  "stations",
  "coupons",
  "raffles",
  "ads",
  "payments",
  "ledger",
  "notifications",
  "dashboard",
  "audit",
];
const CONTEXT_FILES = ["schemas", "ports", "store", "events", "contract", "router", "subscriptions", "webhook"];
const CONTEXT_FOLDERS = ["domain", "commands", "queries", "schemas", "ports", "store", "router"];

const LONGEST = 300;
const LONGEST_PORTS = 80;
const COUNTED = /^(app|components|server|db|scripts|tests|bench)\/.*\.(ts|tsx|mjs|cjs)$/;
const NOT_COUNTED = /^db\/(migrations|seed)\//;
const CODE = /\.(ts|tsx|mjs)$/;
const VAGUE = new Set(["manager", "helper", "helpers", "util", "utils", "base", "impl", "misc"]);
const VAGUE_ALONE = new Set(["data", "info", "common", "index"]);
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;
const LATER = /\b(TODO|FIXME|XXX|HACK)\b/;

/** Every place where the tree differs from the house: `{ file, text }` each. `read` gives a file's text. */
export function structureFaults(files, read) {
  return files.flatMap((file) => {
    const place = placeFault(file);
    const texts = [place, nameFault(file), ...(CODE.test(file) ? textFaults(file, read(file)) : [])];
    return texts.filter((text) => text !== undefined).map((text) => ({ file, text }));
  });
}

function placeFault(file) {
  const [top, ...rest] = file.split("/");
  if (rest.length === 0) return undefined;
  if (!TOP_FOLDERS.includes(top)) return `no folder "${top}" at the top level`;
  if (top === "server") return serverFault(rest);
  return undefined;
}

function serverFault([first, ...rest]) {
  if (rest.length === 0)
    return SERVER_FILES.includes(first) ? undefined : `server/ holds ${SERVER_FILES.join(", ")} and folders only`;
  if (SERVER_FOLDERS.includes(first)) return undefined;
  if (!CONTEXTS.includes(first)) return `"${first}" is neither a context nor a part of the server`;
  return contextFault(first, rest);
}

function contextFault(context, [name, ...rest]) {
  if (rest.length === 0) {
    const word = /^([a-z-]+)(?:\.test)?\.ts$/.exec(name)?.[1];
    const isKnown = CONTEXT_FILES.includes(word) || (context === "auth" && word === "next-auth");
    return isKnown ? undefined : `"${name}" is not in the vocabulary of a context`;
  }
  if (!CONTEXT_FOLDERS.includes(name)) return `"${name}/" is not in the vocabulary of a context`;
  if (rest.length > 1) return `folders inside ${name}/ are not in the vocabulary of a context`;
  if (name === "commands" && !/^[a-z0-9]+-/.test(rest[0])) return "a command is called verb-noun";
  return undefined;
}

function nameFault(file) {
  const name = file.split("/").at(-1);
  if (!CODE.test(name)) return undefined;
  const isRoute = file.startsWith("app/") || name.startsWith(".");
  if (!isRoute && !KEBAB.test(name)) return "file names are kebab-case";
  const words = name.slice(0, name.indexOf(".")).split("-");
  const vague = words.find((word) => VAGUE.has(word) || (words.length === 1 && VAGUE_ALONE.has(word)));
  return vague === undefined ? undefined : `"${vague}" says nothing: name the file after what it holds`;
}

function textFaults(file, text) {
  const later = LATER.exec(text)?.[0];
  const faults =
    later === undefined || file.startsWith("scripts/structure/")
      ? []
      : [`"${later}": do it now or file it as an issue`];
  if (!COUNTED.test(file) || NOT_COUNTED.test(file)) return faults;
  const length = countLines(text);
  const longest = /^server\/[^/]+\/ports(?:\.ts$|\/)/.test(file) ? LONGEST_PORTS : LONGEST;
  return length > longest
    ? [...faults, `${length} lines, at most ${longest} (blank lines and comments not counted)`]
    : faults;
}

/** Lines of code: without blank ones and without those that hold a comment only. */
export function countLines(text) {
  let isInside = false;
  return text.split("\n").filter((line) => {
    const here = line.trim();
    const wasInside = isInside;
    if (!isInside && here.startsWith("/*")) isInside = true;
    if (isInside && here.includes("*/")) isInside = false;
    return !(wasInside || here === "" || here.startsWith("//") || here.startsWith("/*"));
  }).length;
}
