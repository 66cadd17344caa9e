/** One message of Postgres' protocol; the very first of a client has no tag. */
export type WireMessage = { readonly tag: string; readonly bytes: Buffer };

/** Cuts what one end of a connection says into whole messages; `side` is who speaks. */
export function messageReader(side: "client" | "server"): (chunk: Buffer) => WireMessage[] {
  let rest = Buffer.alloc(0);
  let isStarted = side === "server";
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const messages: WireMessage[] = [];
    for (;;) {
      const at = isStarted ? 1 : 0;
      const size = rest.length >= at + 4 ? at + rest.readUInt32BE(at) : Infinity;
      if (rest.length < size) return messages;
      const bytes = rest.subarray(0, size);
      messages.push({ tag: isStarted ? String.fromCodePoint(bytes[0] ?? 0) : "", bytes });
      isStarted = true;
      rest = rest.subarray(size);
    }
  };
}

const textAt = (bytes: Buffer, from: number): string => bytes.toString("utf8", from, bytes.indexOf(0, from));

/** Follows one client: the text of the statement a message parses, runs or asks for; undefined for any other message. */
export function statementReader(): (message: WireMessage) => string | undefined {
  const prepared = new Map<string, string>();
  return ({ tag, bytes }) => {
    if (tag === "Q") return textAt(bytes, 5);
    const first = tag === "P" || tag === "B" ? textAt(bytes, 5) : "";
    const second = 6 + Buffer.byteLength(first);
    if (tag === "B") return prepared.get(textAt(bytes, second)) ?? "";
    if (tag !== "P") return undefined;
    const text = textAt(bytes, second);
    prepared.set(first, text);
    return text;
  };
}
