// The arrows of the house. Each rule says what may not be imported from where, and why.

const CONTEXTS = "auth|stations|coupons|raffles|ads|payments|ledger|notifications|dashboard|audit";
const context = `^server/(${CONTEXTS})/`;
const anyContext = `^server/(?:${CONTEXTS})/`;
const TEST = "\\.test\\.tsx?$|\\.spec\\.ts$";
const OURS = "^(app|components|server|db|scripts|tests)/";
const SCHEMAS = "(?:schemas\\.ts$|schemas/)";
const npm = (...names) => `node_modules/(?:${names.join("|")})/`;
const DATES = npm("date-fns", "@date-fns/tz");
const TYPES_EXCEPTED = { dependencyTypesNot: ["type-only"] };

const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

module.exports = {
  forbidden: [
    rule("no-cycles", "Modules that need each other are one module.", {}, { circular: true, viaOnly: TYPES_EXCEPTED }),
    rule(
      "everything-resolves",
      "An import that leads nowhere.",
      {},
      { couldNotResolve: true, pathNot: "^(?:geojson|topojson-specification)$" },
    ),
    rule(
      "kernel-is-the-floor",
      "The kernel knows nothing of the house.",
      { path: "^server/kernel/" },
      { path: OURS, pathNot: "^server/kernel/" },
    ),
    rule(
      "domain-is-pure",
      "Rules of the domain see their own domain and the kernel.",
      { path: `^server/(${CONTEXTS})/domain/`, pathNot: TEST },
      { path: OURS, pathNot: "^server/kernel/|^server/$1/domain/" },
    ),
    rule(
      "domain-without-packages",
      "The domain runs anywhere: no packages but dates, no Node modules.",
      { path: `^server/(${CONTEXTS})/domain/`, pathNot: TEST },
      {
        dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer", "core", "npm-no-pkg", "npm-unknown"],
        pathNot: DATES,
      },
    ),
    rule(
      "kernel-without-packages",
      "The kernel runs anywhere: dates and @noble only; its schemas may use zod.",
      { path: "^server/kernel/", pathNot: `${TEST}|^server/kernel/schemas\\.ts$` },
      {
        dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer", "core", "npm-no-pkg", "npm-unknown"],
        pathNot: `${DATES}|${npm("@noble/curves", "@noble/hashes")}`,
        ...TYPES_EXCEPTED,
      },
    ),
    rule(
      "noble-only-in-kernel",
      "One place for curves and hashes.",
      { path: OURS, pathNot: `^server/kernel/|${TEST}` },
      { path: npm("@noble/[^/]+") },
    ),
    rule(
      "schemas-are-shared",
      "Schemas are shared by form and router: domain, kernel and zod only.",
      { path: `^server/(${CONTEXTS})/${SCHEMAS}` },
      { path: OURS, pathNot: `^server/kernel/|^server/$1/domain/|^server/$1/${SCHEMAS}|^server/[^/]+/domain/` },
    ),
    rule(
      "contexts-meet-at-contracts",
      "Contexts meet only at contract.ts and events.ts; what is allowed is asked of auth's policy.",
      { path: context, pathNot: TEST },
      {
        path: anyContext,
        pathNot: "^server/$1/|^server/[^/]+/(?:contract|events)\\.ts$|^server/auth/domain/policy\\.ts$",
      },
    ),
    rule(
      "commands-through-ports",
      "Commands see ports, domain, schemas and other contexts' contracts, not tables, stores, queries or the database.",
      { path: `^server/(${CONTEXTS})/commands/` },
      { path: `^db/|^server/$1/(?:store|queries|router|webhook)|${npm("drizzle-orm", "postgres")}` },
    ),
    rule(
      "tables-from-stores-and-queries",
      "Only stores and queries see tables.",
      {
        path: "^(server|app|components)/",
        pathNot: `^server/(?:${CONTEXTS})/(?:store|queries)(?:/|\\.ts$)|^server/platform/|${TEST}`,
      },
      { path: "^db/schema/" },
    ),
    rule(
      "own-tables-only",
      "A context reads its own tables; dashboard may read any.",
      { path: "^server/(auth|stations|coupons|raffles|payments|ledger)/", pathNot: TEST },
      { path: "^db/schema/", pathNot: ["^db/schema/$1\\.ts$", "^db/schema/$1-"] },
    ),
    rule(
      "own-and-shared-tables-only",
      "The chain, the messages and uploaded files have their tables among the shared ones.",
      { path: "^server/(ads|notifications|audit)/", pathNot: TEST },
      { path: "^db/schema/", pathNot: "^db/schema/(?:$1|shared)\\.ts$" },
    ),
    rule(
      "platform-shares-only-shared-tables",
      "The platform knows no context.",
      { path: "^server/platform/" },
      { path: `^db/schema/|${anyContext}`, pathNot: "^db/schema/shared\\.ts$", ...TYPES_EXCEPTED },
    ),
    rule(
      "adapters-from-the-container",
      "Adapters meet ports in container.ts only.",
      {
        path: "^(server|app|components|db)/",
        pathNot: `^server/container(?:\\.ts$|/)|^server/adapters/([^/]+)/|${TEST}`,
      },
      { path: "^server/adapters/", ...TYPES_EXCEPTED },
    ),
    rule(
      "adapters-apart",
      "An adapter does not know another vendor's.",
      { path: "^server/adapters/([^/]+)/", pathNot: TEST },
      { path: "^server/adapters/", pathNot: "^server/adapters/$1/" },
    ),
    rule(
      "stores-from-the-container",
      "A store is reached through its port; container.ts puts it there.",
      {
        path: OURS,
        pathNot: `^server/container(?:\\.ts$|/)|^server/([^/]+)/store(?:/|\\.ts$)|^tests/|^db/seed/|${TEST}`,
      },
      { path: `^server/(?:${CONTEXTS})/store(?:/|\\.ts$)`, ...TYPES_EXCEPTED },
    ),
    rule(
      "next-auth-is-isolated",
      "Only one file knows the sign-in library.",
      { path: OURS, pathNot: "^server/auth/next-auth\\.ts$" },
      { path: npm("next-auth", "@auth/core") },
    ),
    rule(
      "ui-knows-nothing-of-ours",
      "Primitives do not know our domain.",
      { path: "^components/ui/" },
      { path: OURS, pathNot: "^components/ui/" },
    ),
    rule(
      "components-see-domain-and-schemas",
      "Components see domain, schemas and kernel; the router only as a type.",
      { path: "^components/", pathNot: TEST },
      {
        path: "^(server|db|app)/",
        pathNot: `^server/kernel/|^server/[^/]+/domain/|^server/[^/]+/${SCHEMAS}`,
        ...TYPES_EXCEPTED,
      },
    ),
    rule(
      "app-runs-on-the-bridge",
      "The gateway owns the graph: pages get types and one bridge, else each server module exists twice.",
      { path: "^app/" },
      {
        path: "^(server|db)/",
        pathNot: `^server/kernel/|^server/[^/]+/domain/|^server/[^/]+/${SCHEMAS}|^server/api/rsc\\.tsx?$|^server/auth/next-auth\\.ts$`,
        ...TYPES_EXCEPTED,
      },
    ),
    rule(
      "product-without-tests",
      "Nothing of the product imports tests or scripts.",
      { path: "^(app|components|server|db)/", pathNot: TEST },
      { path: "^(tests|scripts|bench)/" },
    ),
    rule(
      "inngest-stays-in-jobs",
      "Inngest is heavy: only the jobs load it.",
      { path: OURS, pathNot: "^server/jobs/|^tests/" },
      { path: npm("inngest"), ...TYPES_EXCEPTED },
    ),
    rule(
      "no-packages-of-others",
      "A package that package.json does not name.",
      { path: OURS },
      { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    ),
    rule(
      "product-without-dev-packages",
      "What runs in production is a dependency, not a development one.",
      { path: "^(app|components|server|db)/", pathNot: `${TEST}|^db/seed/` },
      { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(?:dist|\\.next|public)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
