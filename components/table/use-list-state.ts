"use client";

import { useQueryStates } from "nuqs";

import { listParams } from "./list-params";

/** Reads and changes the list's part of the address; each change renders the page anew on the server. Needs `NuqsAdapter`. */
export function useListState() {
  const [state, set] = useQueryStates(listParams, { shallow: false, history: "push" });
  return {
    state,
    sortBy: (column: string) => {
      const next = state.sort === column ? `-${column}` : state.sort === `-${column}` ? null : column;
      void set({ sort: next, cursor: null });
    },
    toggleColumn: (column: string) => {
      const hide = state.hide.includes(column)
        ? state.hide.filter((hidden) => hidden !== column)
        : [...state.hide, column];
      void set({ hide });
    },
    goTo: (cursor: string | null) => void set({ cursor }),
  };
}
