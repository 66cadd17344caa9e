import { usePathname } from "next/navigation";
import { useEffect, useSyncExternalStore } from "react";

/** The path the browser loaded this document from; moving between pages without a reload does not change it. */
const loadedPath = (): string => {
  const [entry] = performance.getEntriesByType("navigation");
  return entry ? new URL(entry.name).pathname : window.location.pathname;
};

const never = () => () => undefined;

/**
 * The camera is allowed to the document of the scanner's page only. Whoever came here from another page without a reload
 * is still in that page's document: it is loaded anew, once. True where the camera may be asked for.
 */
export function useOwnDocument(): boolean {
  // The router's path, because the address bar still shows the page before while this one is drawn first.
  const path = usePathname();
  const isOwn = useSyncExternalStore(
    never,
    () => loadedPath() === path,
    () => false,
  );
  useEffect(() => {
    if (loadedPath() !== path) window.location.replace(window.location.href);
  }, [path]);
  return isOwn;
}
