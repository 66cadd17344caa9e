/** The random end of an id, enough to tell two apart on a screen; its beginning is only the time. */
export const shortId = (id: string): string => `…${id.slice(-8)}`;
