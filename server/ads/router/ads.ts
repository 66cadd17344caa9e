import "server-only";
import { mergeRouters } from "@/server/api/init";

import { campaignRouter } from "./campaigns";
import { viewRouter } from "./views";

export const adsRouter = mergeRouters(viewRouter, campaignRouter);
