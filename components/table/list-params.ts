import { createLoader, parseAsArrayOf, parseAsInteger, parseAsString } from "nuqs/server";

const PAGE_SIZES = [20, 50, 100] as const;

/**
 * What every list keeps in its address: `?sort=-createdAt&cursor=…&limit=50&hide=phone,email`. Pages add their own filters
 * beside these and read all with one loader.
 */
export const listParams = {
  sort: parseAsString,
  cursor: parseAsString,
  limit: parseAsInteger.withDefault(PAGE_SIZES[0]),
  hide: parseAsArrayOf(parseAsString).withDefault([]),
};

export const loadListParams = createLoader(listParams);

/** `-createdAt` → newest first; undefined when the column is not one of those that can be sorted. */
export function sortOf<Column extends string>(
  sort: string | null,
  columns: readonly Column[],
): { by: Column; isDescending: boolean } | undefined {
  if (sort === null) return undefined;
  const isDescending = sort.startsWith("-");
  const by = columns.find((column) => column === sort.slice(isDescending ? 1 : 0));
  return by === undefined ? undefined : { by, isDescending };
}
