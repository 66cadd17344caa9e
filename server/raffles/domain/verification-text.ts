/** Plain filling of a reason's gaps, for places without a message library (command line, offline page). */
import type { ReasonDetails } from "./verification";

export const filled = (text: string, details: ReasonDetails): string =>
  text.replace(/\{(\w+)\}/g, (gap, name: string) => String(details[name] ?? gap));
