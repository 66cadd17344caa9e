import { expect, test } from "vitest";

import { completed, missingFrom } from "./lockfile.mjs";

const lock = {
  name: "p",
  packages: {
    "": { name: "p" },
    "node_modules/tool": {
      version: "2.0.0",
      dev: true,
      optionalDependencies: {
        "@tool/darwin-arm64": "2.0.0",
        "@tool/linux-x64-gnu": "2.0.0",
        "@tool/linux-x64-musl": "2.0.0",
        "any-range": "^1.0.0",
      },
    },
    "node_modules/@tool/linux-x64-gnu": { version: "2.0.0", optional: true },
  },
};

test("what the locking registry did not have is put in, with what npm must know to leave it out again", () => {
  expect(missingFrom(lock).map(({ key }) => key)).toEqual([
    "node_modules/@tool/darwin-arm64",
    "node_modules/@tool/linux-x64-musl",
  ]);
  const whole = completed(lock);
  expect(whole.packages["node_modules/@tool/darwin-arm64"]).toEqual({
    version: "2.0.0",
    cpu: ["arm64"],
    dev: true,
    optional: true,
    os: ["darwin"],
  });
  expect(whole.packages["node_modules/@tool/linux-x64-musl"]).toMatchObject({
    libc: ["musl"],
    os: ["linux"],
    cpu: ["x64"],
  });
  expect(missingFrom(whole)).toEqual([]);
  expect(Object.keys(whole.packages)[0]).toBe("");
});
