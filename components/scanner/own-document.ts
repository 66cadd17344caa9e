import { useEffect, useSyncExternalStore } from "react";

/** The path the browser loaded this document from; moving between pages without a reload does not change it. */
const loadedPath = (): string => {
  const [entry] = performance.getEntriesByType("navigation");
  return entry ? new URL(entry.name).pathname : window.location.pathname;
};

const isLoadedHere = (): boolean => loadedPath() === window.location.pathname;
const never = () => () => undefined;

/**
 * The camera is allowed to the document of the scanner's page only. Whoever came here from another page without a reload
 * is still in that page's document: it is loaded anew, once. True where the camera may be asked for.
 */
export function useOwnDocument(): boolean {
  const isOwn = useSyncExternalStore(never, isLoadedHere, () => false);
  useEffect(() => {
    if (!isLoadedHere()) window.location.replace(window.location.href);
  }, []);
  return isOwn;
}
