import { getLocale } from "next-intl/server";

import { boundFormat, type Format } from "./bound-format";

/** For async server components. */
export const getFormat = async (): Promise<Format> => boundFormat(await getLocale());
