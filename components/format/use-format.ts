import { useLocale } from "next-intl";

import { boundFormat, type Format } from "./bound-format";

/** For client components and for server components that are not async. */
export const useFormat = (): Format => boundFormat(useLocale());
