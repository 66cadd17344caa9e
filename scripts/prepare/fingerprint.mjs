import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Everything that ends up in the built pages, and in the built server. */
const PAGES = {
  folders: ["app", "components", "db", "messages", "public", "server"],
  files: ["next.config.js", "postcss.config.mjs", "package-lock.json", "tsconfig.json"],
};
/** The worker that reads QR codes, and its wasm. */
const SCANNER = {
  folders: ["components/scanner"],
  files: ["package-lock.json", "scripts/build-scanner.mjs"],
};
/** The draw verifier as one file that works from disk. */
const VERIFIER = {
  folders: ["server/raffles/domain", "server/kernel", "messages"],
  files: ["package-lock.json", "components/raffles/offline-verifier.ts", "scripts/build-offline-verifier.mjs"],
};
/** The customer's service worker, with its words and colours. */
const OFFLINE = {
  folders: ["components/coupons/offline", "components/format", "messages"],
  files: ["package-lock.json", "app/globals.css", "scripts/build-offline-worker.mjs"],
};
const SERVER = {
  folders: ["db", "messages", "server"],
  files: ["package-lock.json", "tsconfig.json", "scripts/build-server.mjs", "scripts/migrate.ts", "scripts/seed.ts"],
};

export function stepsOf(root) {
  const lockText = () => readFileSync(join(root, "package-lock.json"), "utf8");
  return {
    installKey: () => digest([lockText(), process.version, process.platform, process.arch]),
    isInstalled: () => matchesLock(JSON.parse(lockText()), readHiddenLock(root)),
    scannerKey: () => digest(sourceParts(root, SCANNER)),
    isScannerBuilt: () =>
      ["decode-worker.js", "zxing_reader.wasm"].every((file) => existsSync(join(root, "public/scanner", file))),
    verifierKey: () => digest(sourceParts(root, VERIFIER)),
    isVerifierBuilt: () => existsSync(join(root, "public/verificar-sorteo.html")),
    offlineKey: () => digest(sourceParts(root, OFFLINE)),
    isOfflineBuilt: () => existsSync(join(root, "public/offline-worker.js")),
    pagesKey: () => digest(sourceParts(root, PAGES)),
    arePagesBuilt: () => existsSync(join(root, ".next/BUILD_ID")),
    serverKey: () => digest(sourceParts(root, SERVER)),
    isServerBuilt: () => existsSync(join(root, "dist/main.js")),
  };
}

/**
 * Whether the packages on disk are those of the lockfile, so that an install by hand is not repeated.
 * Optional packages of other platforms may be absent.
 */
export function matchesLock(lock, hidden) {
  if (hidden === undefined) return false;
  return Object.entries(lock.packages).every(([at, wanted]) => {
    if (at === "") return true;
    const found = hidden.packages[at];
    if (found === undefined) return wanted.optional === true;
    return found.version === wanted.version;
  });
}

function readHiddenLock(root) {
  const file = join(root, "node_modules/.package-lock.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

function sourceParts(root, { folders, files }) {
  const inFolders = folders.flatMap((folder) => filesUnder(root, folder));
  const alone = files.filter((file) => existsSync(join(root, file)));
  return [...inFolders, ...alone].flatMap((file) => [file, readFileSync(join(root, file))]);
}

function filesUnder(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.[a-z]+$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .toSorted();
}

// Each part with its length, so that no two lists of parts read the same.
function digest(parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest("hex");
}
