import type { TestProject } from "vitest/node";

import { preparedFolder } from "./embedded-template";

/** One migrated data folder a run; each test file starts an embedded database on a copy of its own. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide("databaseSource", { kind: "embedded", folder: await preparedFolder() });
}
