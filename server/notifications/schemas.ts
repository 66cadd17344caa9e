import { z } from "zod";

import { idOf, instantSchema, pageInput } from "@/server/kernel/schemas";

export const noticesInput = z.strictObject({ limit: pageInput.limit, cursor: idOf("row").optional() });

export const noticesOutput = z.strictObject({
  notices: z.array(
    z.strictObject({
      id: idOf("row"),
      at: instantSchema,
      subject: z.string(),
      lines: z.array(z.string()),
      /** Where to look or what to do next; `path` is one of this product. */
      link: z.strictObject({ label: z.string(), path: z.string() }).nullable(),
    }),
  ),
  nextCursor: z.string().nullable(),
});
