import "server-only";
import { crc32, deflateSync } from "node:zlib";

type Colour = readonly [red: number, green: number, blue: number];

const WIDTH = 640;
const HEIGHT = 360;

const chunk = (type: string, body: Buffer): Buffer => {
  const typed = Buffer.concat([Buffer.from(type, "latin1"), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, check]);
};

/** A picture for an ad of the demonstration, as PNG: a disc before a field, in two colours. */
export function poster(field: Colour, disc: Colour): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(HEIGHT * (WIDTH * 3 + 1));
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const isDisc = Math.hypot(x - WIDTH / 2, y - HEIGHT / 2) < HEIGHT / 3;
      const isRing = Math.hypot(x - WIDTH / 2, y - HEIGHT / 2) < HEIGHT / 7;
      rows.set(isDisc && !isRing ? disc : field, y * (WIDTH * 3 + 1) + 1 + x * 3);
    }
  }
  const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const png = [mark, chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))];
  return new Uint8Array(Buffer.concat(png));
}
