import "server-only";
import { mergeRouters } from "@/server/api/init";

import { raffleControl } from "./raffle-control";
import { publicRaffles } from "./raffle-public";
import { ownTickets } from "./raffle-tickets";

export const rafflesRouter = mergeRouters(publicRaffles, ownTickets, raffleControl);
