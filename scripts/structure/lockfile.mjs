/** Optional packages that a package of the lockfile names and the lockfile does not have: `{ key, entry }` each. */
export function missingFrom(lock) {
  const found = new Map();
  for (const [at, owner] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
      const key = `node_modules/${name}`;
      const isThere = lock.packages[key] !== undefined || lock.packages[`${at}/${key}`] !== undefined;
      if (isThere || found.has(key) || !/^\d/.test(version)) continue;
      found.set(key, { key, entry: entryOf({ name, version, owner }) });
    }
  }
  return [...found.values()];
}

/** The lockfile with what was missing, in npm's order of keys. */
export function completed(lock) {
  const all = { ...lock.packages, ...Object.fromEntries(missingFrom(lock).map(({ key, entry }) => [key, entry])) };
  const order = Object.keys(all).toSorted((a, b) => a.localeCompare(b, "en"));
  return { ...lock, packages: Object.fromEntries(order.map((key) => [key, all[key]])) };
}

function entryOf({ name, version, owner }) {
  const os = /darwin|win32|freebsd|android|openharmony|linux/.exec(name)?.[0];
  const cpu = /-(arm64|x64|ia32|arm|ppc64|riscv64|s390x|wasm32)/.exec(name)?.[1];
  const libc = libcOf(name, os);
  return {
    version,
    ...(cpu && { cpu: [cpu] }),
    ...(owner.dev && { dev: true }),
    ...(libc && { libc: [libc] }),
    optional: true,
    ...(os && { os: [os] }),
  };
}

function libcOf(name, os) {
  if (name.includes("musl")) return "musl";
  return os === "linux" && name.includes("gnu") ? "glibc" : undefined;
}
