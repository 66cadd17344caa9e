// Starts the whole product. Needs nothing but Node and npm: it installs, builds, starts the embedded parts, migrates,
// seeds the demonstration and stops everything on Ctrl-C. Usage: node scripts/start.mjs [--dev]
const OLDEST = [20, 19];
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  console.error(`Node ${OLDEST.join(".")} or newer is needed, this is ${process.versions.node}.`);
  process.exit(1);
}

// Loaded only now, because an older Node could not even read it.
const { begin } = await import("./start/begin.mjs");
await begin({ isDev: process.argv.includes("--dev") });
