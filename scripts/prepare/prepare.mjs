import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { stepsOf } from "./fingerprint.mjs";
import { patchDriver } from "./patch-driver.mjs";
import { npmCommand, run } from "./run-step.mjs";

const CACHE = "node_modules/.cache/prepare";

/**
 * Installs packages when the lockfile, the Node version or the platform differs from what is installed, and builds
 * when a source differs from what was built. Says what it does; does nothing when nothing differs.
 */
export async function prepare({ withBuild = false, root = process.cwd() } = {}) {
  const steps = stepsOf(root);
  const { isInstalled, isScannerBuilt, isVerifierBuilt, isOfflineBuilt, arePagesBuilt, isServerBuilt } = steps;
  await once({ root, name: "install", key: steps.installKey(), isPresent: isInstalled }, async () => {
    if (isInstalled()) return;
    await run({
      title: "Installing packages (once, about a minute)",
      root,
      ...npmCommand("ci", "--no-audit", "--no-fund"),
    });
  });
  if (existsSync(join(root, "node_modules/postgres"))) patchDriver(root);
  // Also without a build: the pages of development need it.
  await once({ root, name: "scanner", key: steps.scannerKey(), isPresent: isScannerBuilt }, async () => {
    await run({ title: "Building the scanner", root, command: process.execPath, args: ["scripts/build-scanner.mjs"] });
  });
  await once({ root, name: "verifier", key: steps.verifierKey(), isPresent: isVerifierBuilt }, async () => {
    const args = ["scripts/build-offline-verifier.mjs"];
    await run({ title: "Building the offline verifier", root, command: process.execPath, args });
  });
  await once({ root, name: "offline", key: steps.offlineKey(), isPresent: isOfflineBuilt }, async () => {
    const args = ["scripts/build-offline-worker.mjs"];
    await run({ title: "Building the offline wallet", root, command: process.execPath, args });
  });
  if (!withBuild) return;
  await once({ root, name: "pages", key: steps.pagesKey(), isPresent: arePagesBuilt }, async () => {
    const args = [join(root, "node_modules/next/dist/bin/next"), "build"];
    await run({ title: "Building the pages (about half a minute)", root, command: process.execPath, args });
  });
  await once({ root, name: "server", key: steps.serverKey(), isPresent: isServerBuilt }, async () => {
    await run({ title: "Building the server", root, command: process.execPath, args: ["scripts/build-server.mjs"] });
  });
}

// What was deleted is not current, whatever the stamp says.
async function once({ root, name, key, isPresent }, work) {
  const stamp = join(root, CACHE, name);
  if (readOrNothing(stamp) === key && isPresent()) return;
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(join(root, CACHE), { recursive: true });
  writeFileSync(stamp, key);
}

function readOrNothing(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
