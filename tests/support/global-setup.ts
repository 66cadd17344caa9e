import type { TestProject } from "vitest/node";

import { startCluster, type Cluster } from "./cluster";
import { createTemplate, dropTemplate } from "./template";

/** One migrated template a run: on the server of TEST_DATABASE_URL, else on a throw-away cluster. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env["TEST_DATABASE_URL"];
  const cluster: Cluster | undefined = given === undefined || given === "" ? await startCluster() : undefined;
  const adminUrl = cluster?.url ?? given ?? "";
  try {
    const template = await createTemplate(adminUrl);
    project.provide("databaseSource", { kind: "postgres", adminUrl, template });
    return async () => {
      if (cluster === undefined) await dropTemplate(adminUrl, template);
      await cluster?.stop();
    };
  } catch (error) {
    await cluster?.stop();
    throw error;
  }
}
