import { forgetCodes } from "./code-store";
import { type OfflineMessage, WORKER_PATH } from "./kept-code";

/** Undefined where the browser has no workers or refuses this one (a private window): the pages work without it. */
let registered: Promise<ServiceWorkerRegistration | undefined> | undefined;

const register = async (): Promise<ServiceWorkerRegistration | undefined> => {
  if (!("serviceWorker" in navigator)) return undefined;
  return navigator.serviceWorker.register(WORKER_PATH).then(
    () => navigator.serviceWorker.ready,
    () => undefined,
  );
};

/** Hands a message to the customer's worker, which does one after the other for all tabs. */
export async function tellWorker(message: OfflineMessage): Promise<void> {
  const registration = await (registered ??= register());
  registration?.active?.postMessage(message);
}

/** Takes every kept code off this phone: at once by ourselves, and in the worker what it may be writing. */
export async function forgetKeptCodes(): Promise<void> {
  if (!("caches" in window)) return;
  navigator.serviceWorker?.controller?.postMessage({ kind: "forget" } satisfies OfflineMessage);
  await forgetCodes();
}
