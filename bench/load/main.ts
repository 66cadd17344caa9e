// The load, in a process of its own: reads its orders from the file named, says what it found as one line of JSON.
import { readFileSync } from "node:fs";

import { drive } from "./drive";
import { loadOrders } from "./orders";

const [file = ""] = process.argv.slice(2);
console.log(JSON.stringify(await drive(loadOrders.parse(JSON.parse(readFileSync(file, "utf8"))))));
