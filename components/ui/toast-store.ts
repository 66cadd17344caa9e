export type ToastTone = "ok" | "warn" | "danger";
export type Toast = { id: number; tone: ToastTone; text: string };

const SHOWN_AT_ONCE = 3;
const listeners = new Set<() => void>();
let shown: readonly Toast[] = [];
let lastId = 0;

const publish = (next: readonly Toast[]): void => {
  shown = next;
  for (const listener of listeners) listener();
};

/** Says what happened, in a corner, without taking the focus. Refusals that need reading belong in the page instead. */
export function toast(text: string, tone: ToastTone = "ok"): void {
  lastId += 1;
  publish([...shown.slice(1 - SHOWN_AT_ONCE), { id: lastId, tone, text }]);
}

export const dismissToast = (id: number): void => publish(shown.filter((one) => one.id !== id));

export const toasts = {
  read: () => shown,
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
