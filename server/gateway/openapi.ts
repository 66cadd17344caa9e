import "server-only";
import { appRouter } from "@/server/api/root";

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
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** The OpenAPI 3.1 document of the REST surface, as text; made once. A test compares it with the committed copy. */
export const openApiDocument = (): Promise<string> => (cached ??= generate());
