import type { httpBatchLink } from "@trpc/client";

type LinkFetch = NonNullable<Parameters<typeof httpBatchLink>[0]["fetch"]>;

const RENEW_PATH = "/api/auth/renew";

let underWay: Promise<boolean> | undefined;

/** One renewal at a time, over all tabs where the browser can lock: two at once would look like a stolen token. */
const renew = async (): Promise<boolean> => {
  const ask = () =>
    fetch(RENEW_PATH, { method: "POST" }).then(
      ({ ok }) => ok,
      () => false,
    );
  return "locks" in navigator ? navigator.locks.request("jsm.renew", ask) : ask();
};

/** A new access token by the refresh cookie; false where the person has to sign in again. */
export function renewSession(): Promise<boolean> {
  underWay ??= renew().finally(() => {
    underWay = undefined;
  });
  return underWay;
}

/** Like `fetch`, but an ended access token is renewed once and the same call made again: 401 comes before anything is done. */
export const fetchRenewing: LinkFetch = async (input, init) => {
  const call = () => fetch(input, init as RequestInit); // tRPC describes the same thing more loosely
  const answer = await call();
  return answer.status === 401 && (await renewSession()) ? call() : answer;
};
