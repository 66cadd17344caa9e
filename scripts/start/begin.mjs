import { mkdirSync } from "node:fs";

import { prepare } from "../prepare/prepare.mjs";
import { startEmbedded } from "./embedded.mjs";
import { accountsText, addressText, partsText } from "./greeting.mjs";
import { createHousehold, ChildDied } from "./household.mjs";
import { Refusal, refuseUnfit, refuseTaken } from "./machine.mjs";
import { programs } from "./programs.mjs";
import { readSettings } from "./settings.mjs";

/** From nothing to a product that answers on its port, and back to nothing on a signal. Sets the exit code. */
export async function begin({ isDev }) {
  const household = createHousehold();
  try {
    const settings = await readSettings({ isDev });
    mkdirSync(settings.dataDir, { recursive: true });
    refuseUnfit(settings);
    await refuseTaken(settings);
    await prepare({ withBuild: !isDev });
    await raise(settings, household);
    await household.ended;
  } catch (error) {
    process.exitCode = 1;
    if (!household.isStopping()) console.error(`\n${textOf(error)}`);
  }
  await household.stop();
}

const isExpected = (error) => error instanceof Refusal || error instanceof ChildDied;
const textOf = (error) => (isExpected(error) ? error.message : (error?.stack ?? error));

async function raise(settings, household) {
  const isEmbedded = settings.databaseUrl === undefined;
  const url = isEmbedded ? await embeddedUrl(settings, household) : settings.databaseUrl;
  const database = isEmbedded ? { DATABASE_URL: url, JSM_DATABASE_EMBEDDED: "true" } : { DATABASE_URL: url };
  const env = { ...settings.env, ...database };
  const { migrate, seed, server } = programs(settings);
  await household.runOnce({ title: "Bringing the database up to date", program: migrate, env });
  if (settings.mode === "demo" && seed !== undefined) {
    await household.runOnce({ title: "Seeding the demonstration", program: seed, env });
  }
  const main = household.start({ title: "the server", program: server, env, log: settings.log });
  await household.untilReady({ title: "Opening the gateway", child: main, url: settings.readyUrl });
  console.log(
    [addressText(settings), ...(settings.mode === "demo" ? [accountsText()] : []), partsText(settings), ""].join("\n"),
  );
}

async function embeddedUrl(settings, household) {
  const from = performance.now();
  console.log("Starting the embedded Postgres (the first time about 15 seconds) …");
  const { child, ready } = startEmbedded({ dataDir: settings.dataDir, isBuilt: !settings.isDev });
  household.adopt({ title: "the embedded Postgres", child });
  const { url } = await household.unlessDied(ready);
  console.log(`  done in ${Math.round((performance.now() - from) / 1000)} s`);
  return url;
}
