// What postgres 3.4.9 does wrong when a connection is lost in the middle of a transaction, corrected where it is
// installed: the process ended by a write to a socket that is gone, the connection never came back, and what a lost
// transaction still said could be executed within somebody else's (porsager/postgres issues 1154, 1208, 1216).
// Away with it once a release does better: the test tests/faults/lost-connection.test.ts says so.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const VERSION = "3.4.9";
const MARK = "/* corrected by scripts/prepare/patch-driver.mjs */";

/** Each place by what stands around it; `with` is put in its stead. */
const EDITS = {
  "connection.js": [
    // A buffered write comes too late: whoever waits for it is told.
    {
      find: /(function nextWrite\(fn\) \{\n)/,
      with: "$1    if (socket === null) {\n      chunk = nextWriteTimer = null\n      error(Errors.connection('CONNECTION_CLOSED', options, socket))\n      return false\n    }\n",
    },
    // Nothing of the lost connection is left for the one that follows it.
    {
      find: /(async function closed\(hadError\) \{\n)/,
      with: "$1    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n",
    },
    {
      find: /!hadError && (\(query \|\| sent\.length\)) && (error\(.*\n)/,
      with: "if $1 $2    query = results = errorResponse = null\n    result = new Result()\n",
    },
  ],
  "index.js": [
    // A transaction whose connection is lost says nothing more, to nobody.
    { find: /(let savepoints = 0\n\s+, connection\n)/, with: "$1      , lost = null\n" },
    {
      find: /connection\.onclose = reject\b/,
      with: "connection.onclose = e => {\n          lost = e\n          while (queries.length) queries.shift().reject(e)\n          reject(e)\n        }",
    },
    {
      find: /(q\.catch\(e => uncaughtError \|\| \(uncaughtError = e\)\)\n)/,
      with: "$1        if (lost) return q.reject(lost)\n",
    },
  ],
};

/** Text of a driver's file with every edit made; throws where one of them has no place. */
export function corrected(name, text) {
  if (text.startsWith(MARK)) return text;
  const edited = EDITS[name].reduce((before, { find, with: text }) => {
    if (!find.test(before)) throw new Error(`postgres ${VERSION} is not as it was: ${name} has no ${find}`);
    return before.replace(find, text);
  }, text);
  return `${MARK}\n${edited}`;
}

/** Corrects the installed driver, in both of its forms; a second time changes nothing. */
export function patchDriver(root) {
  const folder = join(root, "node_modules/postgres");
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (version !== VERSION)
    throw new Error(`postgres ${version} was never looked at: see scripts/prepare/patch-driver.mjs`);
  for (const form of ["src", "cjs/src"]) {
    for (const name of Object.keys(EDITS)) {
      const file = join(folder, form, name);
      const text = readFileSync(file, "utf8");
      const better = corrected(name, text);
      if (better === text) continue;
      // Installed files may be shared by links: never written into.
      writeFileSync(`${file}.new`, better);
      renameSync(`${file}.new`, file);
    }
  }
}
