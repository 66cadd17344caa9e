import "server-only";
import { appRouter } from "@/server/api/root";

import { EVIDENCE_PATH } from "./evidence-file";
import { type ServedFile, servedFiles } from "./served-files";
import { STATEMENT_PATH } from "./statement-file";

const reference = (name: string) => ({
  "application/json": { schema: { $ref: `#/components/schemas/error.${name}` } },
});

const fileOperation = ({ operationId, tag, summary, mediaType, isPublic }: Omit<ServedFile, "path" | "read">) => ({
  operationId,
  tags: [tag],
  summary,
  ...(!isPublic && { security: [{ bearer: [] }] }),
  parameters: [{ in: "path", name: "id", schema: { type: "string", format: "uuid" }, required: true }],
  responses: {
    "200": {
      description: "The file",
      content: { [mediaType]: { schema: { type: "string", ...(mediaType === "image/png" && { format: "binary" }) } } },
    },
    ...(!isPublic && { "401": { description: "Authorization not provided", content: reference("UNAUTHORIZED") } }),
    "404": { description: "Not found", content: reference("NOT_FOUND") },
  },
});

/** Files are no procedures, so the library does not know of them. */
const filePaths = () => Object.fromEntries(servedFiles.map((file) => [file.path, { get: fileOperation(file) }]));

const evidenceOperation = fileOperation({
  operationId: "raffles-evidence",
  tag: "Raffles",
  summary: "Everything an authority asks for of one raffle, as a ZIP archive; with a fresh second factor",
  mediaType: "application/zip",
  isPublic: false,
});

const parameter = (name: string, schema: object, required = false) => ({ in: "query", name, schema, required });
const moment = { type: "string", format: "date-time" };
const uuid = { type: "string", format: "uuid" };

const statementOperation = {
  operationId: "ledger-statement-csv",
  tags: ["Ledger"],
  summary: "The whole statement of an account, streamed",
  security: [{ bearer: [] }],
  parameters: [
    parameter("account", { $ref: "#/components/schemas/LedgerAccount" }, true),
    ...[parameter("from", moment), parameter("to", moment)],
    ...[parameter("couponId", uuid), parameter("stationId", uuid)],
  ],
  responses: {
    "200": { description: "The file", content: { "text/csv": { schema: { type: "string" } } } },
    "400": { description: "Invalid input data", content: reference("BAD_REQUEST") },
    "401": { description: "Authorization not provided", content: reference("UNAUTHORIZED") },
    "403": { description: "Insufficient access", content: reference("FORBIDDEN") },
  },
};

let cached: Promise<string> | undefined;

async function generate(): Promise<string> {
  // 28 MB of library for one document: loaded when somebody asks for it.
  const { generateOpenApiDocument } = await import("trpc-to-openapi");
  const document = generateOpenApiDocument(appRouter, {
    title: "Gasolinera JSM",
    description: "Prepaid fuel coupons, redemptions, raffle tickets and public draws.",
    version: "1.0.0",
    openApiVersion: "3.1.0",
    baseUrl: "/api/v1",
    securitySchemes: { bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
  });
  const whole = {
    ...document,
    paths: {
      ...document.paths,
      ...filePaths(),
      [STATEMENT_PATH]: { get: statementOperation },
      [EVIDENCE_PATH]: { get: evidenceOperation },
    },
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** The OpenAPI 3.1 document of the REST surface, as text; made once. A test compares it with the committed copy. */
export const openApiDocument = (): Promise<string> => (cached ??= generate());
