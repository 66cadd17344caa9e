import { describe, expect, test } from "vitest";

import { embeddedFiles, parallelFiles } from "./integration-files";
import { closingLine, slowest, withExit } from "./outcome";
import { fromChecks, fromPlaywright, fromVitest } from "./reports";

const passed = { name: "a", isPassed: true, ms: 10 };
const failed = { name: "b", isPassed: false, ms: 30 };

describe("the closing line", () => {
  test("counts what passed and what failed", () => {
    expect(closingLine([passed, failed, passed])).toBe("2 passed, 1 failed");
    expect(closingLine([])).toBe("0 passed, 0 failed");
  });

  test("a program that ends badly without a failed test is a failure, and one that ran no test is, too", () => {
    expect(withExit("unit", [passed], true)).toEqual([passed]);
    expect(withExit("unit", [passed, failed], false)).toEqual([passed, failed]);
    expect(closingLine(withExit("unit", [passed], false))).toBe("1 passed, 1 failed");
    expect(closingLine(withExit("unit", [], true))).toBe("0 passed, 1 failed");
  });

  test("the slowest come first, as many as asked", () => {
    expect(slowest([passed, failed, passed], 2)).toEqual([expect.stringContaining("b"), expect.stringContaining("a")]);
  });
});

describe("reports", () => {
  test("of Vitest: a file that does not load is one failure, a skipped test is none", () => {
    const report = {
      testResults: [
        { name: "/p/broken.test.ts", status: "failed", assertionResults: [] },
        {
          name: "/p/good.test.ts",
          status: "passed",
          assertionResults: [
            { fullName: "adds", status: "passed", duration: 3 },
            { fullName: "is left out", status: "pending", duration: null },
          ],
        },
      ],
    };
    expect(fromVitest(report, "/p")).toEqual([
      { name: "broken.test.ts", isPassed: false, ms: 0 },
      { name: "good.test.ts > adds", isPassed: true, ms: 3 },
    ]);
  });

  test("of Playwright: suites inside suites, flaky is failed, errors outside the tests count", () => {
    const spec = (title: string, status: string) => ({
      title,
      file: "buy.spec.ts",
      tests: [{ projectName: "phone", status, results: [{ duration: 5 }, { duration: 7 }] }],
    });
    const report = {
      suites: [{ specs: [], suites: [{ specs: [spec("buys", "expected"), spec("redeems", "flaky")] }] }],
      errors: [{ message: "no server" }],
    };
    expect(fromPlaywright(report).map(({ isPassed, ms }) => [isPassed, ms])).toEqual([
      [true, 12],
      [false, 12],
      [false, 0],
    ]);
  });

  test("of the checks: each is one", () => {
    expect(fromChecks([{ name: "lint", isPassed: false, ms: 4 }])).toEqual([
      { name: "check: lint", isPassed: false, ms: 4 },
    ]);
  });
});

test("on the embedded database runs the first file of each context, never what needs two sessions", () => {
  const files = ["coupons/b", "coupons/a", "coupons/race.parallel", "pglite/door", "stations/near"].map(
    (name) => `tests/integration/${name}.test.ts`,
  );
  expect(embeddedFiles(files, false)).toEqual([
    "tests/integration/coupons/a.test.ts",
    "tests/integration/stations/near.test.ts",
  ]);
  expect(embeddedFiles(files, true)).toHaveLength(3);
  expect(parallelFiles(files)).toEqual(["tests/integration/coupons/race.parallel.test.ts"]);
});
