import "server-only";
import type { Container } from "@/server/container";
import type { InngestHandler } from "@/server/gateway/door";

/** What `/api/inngest` answers with, where Inngest is configured. */
export async function inngestFor(container: Container): Promise<InngestHandler | undefined> {
  const { INNGEST_DEV, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY } = container.env;
  if (!INNGEST_DEV && !(INNGEST_EVENT_KEY && INNGEST_SIGNING_KEY)) return undefined;
  // 300 packages of a vendor: loaded only where it is used.
  const { serveInngest } = await import("./inngest");
  return serveInngest(container);
}
