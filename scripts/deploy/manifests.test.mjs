import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";

import { ENV_NAMES, readEnv } from "@/server/platform/env";

const BASE = "deploy/kubernetes/base";
const files = readdirSync("deploy", { recursive: true })
  .map((name) => join("deploy", name))
  .filter((name) => /\.ya?ml$/.test(name));
const documents = (file) => parseAllDocuments(readFileSync(file, "utf8"), { merge: true });
const objects = readdirSync(BASE).flatMap((name) => documents(join(BASE, name)).map((each) => each.toJS()));
const one = (kind) => objects.find((each) => each.kind === kind);
const pod = one("Rollout").spec.template.spec;
const [app] = pod.containers;

test.for(files)("%s is YAML", (file) => {
  for (const each of documents(file)) expect(each.errors).toEqual([]);
});

test.for(["base", "staging", "production"])("what the kustomization of %s names is there", (folder) => {
  const at = join("deploy/kubernetes", folder);
  const { resources } = parse(readFileSync(join(at, "kustomization.yaml"), "utf8"));
  expect(resources.filter((name) => !existsSync(join(at, name)))).toEqual([]);
});

describe("variables", () => {
  const known = new Set([...ENV_NAMES, ...ENV_NAMES.map((name) => `${name}_FILE`)]);
  const literals = (environment) =>
    parse(readFileSync(`deploy/kubernetes/${environment}/kustomization.yaml`, "utf8")).configMapGenerator.flatMap(
      (map) => map.literals,
    );
  const compose = parse(readFileSync("deploy/compose/compose.yml", "utf8"), { merge: true }).services;

  test("are variables the product reads", () => {
    const named = [
      ...app.env.map(({ name }) => name),
      ...Object.keys(compose.app.environment),
      ...["staging", "production"].flatMap(literals).map((line) => line.split("=")[0]),
    ];
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  test.for(["staging", "production"])("are all that live mode asks for in %s", (environment) => {
    const given = Object.fromEntries(literals(environment).map((line) => line.split(/=(.*)/s).slice(0, 2)));
    const mounted = app.env.map(({ name }) => name.replace(/_FILE$/, ""));
    const example = (name) =>
      name === "DATABASE_URL" ? "postgres://db" : name.endsWith("_URL") ? "https://x.invalid" : "x".repeat(40);
    const source = { ...given, ...Object.fromEntries(mounted.map((name) => [name, example(name)])) };
    expect(readEnv(source).JSM_MODE).toBe("live");
  });

  test("of secrets come as mounted files", () => {
    expect(app.env.filter(({ name }) => !name.endsWith("_FILE"))).toEqual([]);
  });
});

describe("the pod", () => {
  test("asks for and is held to the first document's resources", () => {
    expect(app.resources).toEqual({
      requests: { memory: "512Mi", cpu: "250m" },
      limits: { memory: "1Gi", cpu: "500m" },
    });
  });

  test("is probed where the gateway answers", () => {
    const door = readFileSync("server/gateway/door.ts", "utf8");
    for (const probe of [app.startupProbe, app.livenessProbe, app.readinessProbe])
      expect(door).toContain(`"${probe.httpGet.path}"`);
    expect(app.livenessProbe.httpGet.path).not.toBe(app.readinessProbe.httpGet.path);
  });

  test("may write nothing, become nobody else, and asks nothing of the cluster", () => {
    for (const container of [...pod.initContainers, ...pod.containers]) {
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      });
    }
    expect(pod.securityContext.runAsNonRoot).toBe(true);
    expect(pod.automountServiceAccountToken).toBe(false);
  });

  test("has more time to end than its requests and the load balancer take", () => {
    const DRAIN_SECONDS = 10;
    const leaving = app.lifecycle.preStop.sleep.seconds;
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(leaving + DRAIN_SECONDS);
  });
});

test("all instances together stay below the connections Postgres gives", () => {
  const { JSM_DATABASE_POOL: pool } = readEnv({ JSM_SECRET: "x".repeat(40), DATABASE_URL: "postgres://db" });
  expect(one("HorizontalPodAutoscaler").spec.maxReplicas * pool).toBeLessThan(500);
});

test("both colours are measured before and after the promotion", () => {
  const { blueGreen } = one("Rollout").spec.strategy;
  const template = one("AnalysisTemplate").metadata.name;
  for (const analysis of [blueGreen.prePromotionAnalysis, blueGreen.postPromotionAnalysis])
    expect(analysis.templates).toEqual([{ templateName: template }]);
  const services = objects.filter(({ kind }) => kind === "Service").map(({ metadata }) => metadata.name);
  expect(services).toEqual([blueGreen.activeService, blueGreen.previewService]);
});

test("the image holds what the server needs, and every file it copies is one of ours or is built", () => {
  const text = readFileSync("deploy/Dockerfile", "utf8");
  const copied = [...text.matchAll(/^COPY --from=build (.+) \S+$/gm)].flatMap(([, list]) => list.split(" "));
  const built = new Set([".next", "dist", "node_modules"]);
  const missing = copied.map((path) => path.replace("/app/", "")).filter((p) => !built.has(p) && !existsSync(p));
  expect(missing).toEqual([]);
  expect(text).toMatch(/^USER 1000$/m);
});
