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

type Fetch = (input: RequestInfo | URL | string, init?: RequestInit) => Promise<Response>;

/** Like `fetch`, but an ended access token is renewed once and the same call made again: 401 comes before anything is done. */
export const fetchRenewing: Fetch = async (input, init) => {
  const answer = await fetch(input, init);
  if (answer.status !== 401 || !(await renewSession())) return answer;
  return fetch(input, init);
};
