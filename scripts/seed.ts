import { ForeignDatabase, seedDemo } from "@/db/seed/demo";
import { createContainer } from "@/server/container";
import { EnvironmentError, readEnv } from "@/server/platform/env";
import { createLogger } from "@/server/platform/logger";

/** `npm run db:seed`: the demonstration world; does nothing where it already is. */
async function main(): Promise<number> {
  const env = readEnv(process.env);
  if (env.JSM_MODE !== "demo") throw new EnvironmentError("only a demonstration is ever seeded");
  const container = await createContainer(env, createLogger({ LOG_LEVEL: "warn" }));
  try {
    const seeded = await seedDemo(container, (line) => console.log(`  ${line}`));
    if (seeded === "already there") console.log("  the demonstration world is already there");
    return 0;
  } finally {
    await container.close();
  }
}

main().then(
  (code) => process.exit(code),
  (fault: unknown) => {
    const isExpected = fault instanceof ForeignDatabase || fault instanceof EnvironmentError;
    console.error(isExpected ? fault.message : fault);
    process.exit(2);
  },
);
