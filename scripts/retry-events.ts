/**
 * Takes up the events that subscriptions gave up on, once their cause is corrected.
 * Usage: npm run events:retry [-- NAME …]   without a name: every subscription
 * Exit: 0 nothing is parked any more, 1 something failed again and stays parked, 2 could not run.
 */
import { createContainer } from "@/server/container";
import { EnvironmentError, readEnv } from "@/server/platform/env";
import { createLogger } from "@/server/platform/logger";

const [clear, stillParked, unable] = [0, 1, 2];

async function main(asked: readonly string[]): Promise<number> {
  const env = readEnv(process.env);
  const container = await createContainer(env, createLogger({ LOG_LEVEL: "error" }));
  try {
    const { drainer } = container;
    const strange = asked.find((name) => !drainer.names.includes(name));
    if (strange !== undefined)
      throw new EnvironmentError(`no subscription "${strange}"; there are ${drainer.names.join(", ")}`);
    let failed = 0;
    for (const name of asked.length > 0 ? asked : drainer.names) {
      const { applied, failedAggregates } = await drainer.retry(name);
      console.log(`${name}: ${applied} applied, ${failedAggregates} coupons or raffles still parked`);
      failed += failedAggregates;
    }
    return failed === 0 ? clear : stillParked;
  } finally {
    await container.close();
  }
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (fault: unknown) => {
    console.error(fault instanceof EnvironmentError ? fault.message : fault);
    process.exit(unable);
  },
);
