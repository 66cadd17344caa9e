/** What Chromium hands over when a page can be installed; TypeScript's library does not know it. */
type InstallOffer = Event & { prompt(): Promise<unknown> };

const LATER = "jsm.install.later";

let offer: InstallOffer | undefined;
const watchers = new Set<() => void>();
const tellWatchers = () => watchers.forEach((changed) => changed());

if (typeof window !== "undefined") {
  window.addEventListener("beforeinstallprompt", (event) => {
    // The browser's own bar would come at a moment of its choosing.
    event.preventDefault();
    offer = event as InstallOffer; // an event of this name has `prompt`
    tellWatchers();
  });
  window.addEventListener("appinstalled", () => {
    offer = undefined;
    tellWatchers();
  });
}

export function watchInstall(changed: () => void): () => void {
  watchers.add(changed);
  return () => watchers.delete(changed);
}

export async function askToInstall(): Promise<void> {
  const asked = offer;
  offer = undefined;
  tellWatchers();
  await asked?.prompt();
}

const isInstalled = (): boolean => window.matchMedia("(display-mode: standalone)").matches;
const isOnApple = (): boolean => /iPhone|iPad/.test(navigator.userAgent);

/** How the product gets onto this screen: the browser asks, by hand, or it is there. */
export function wayToInstall(): "ask" | "ios" | "manual" | "done" {
  if (isInstalled()) return "done";
  if (offer) return "ask";
  return isOnApple() ? "ios" : "manual";
}

/** Whether the quiet card is shown: the browser would ask now, and nobody said "not now". */
export const isWorthOffering = (): boolean => wayToInstall() === "ask" && !wasPutOff();

/** A browser that keeps nothing asks again another day. */
function wasPutOff(): boolean {
  try {
    return localStorage.getItem(LATER) !== null;
  } catch {
    return false;
  }
}

export function putOff(): void {
  try {
    localStorage.setItem(LATER, "1");
  } catch {
    // Nothing is kept here; the offer is gone from this page all the same.
  }
  offer = undefined;
  tellWatchers();
}
