/** Pictures are known by their first bytes; what their sender calls them counts for nothing. */
export const mostImageBytes = 5 * 1024 * 1024;

const startsWith = (bytes: Uint8Array, mark: readonly number[], at = 0): boolean =>
  mark.every((byte, i) => bytes[at + i] === byte);

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];
const RIFF = [0x52, 0x49, 0x46, 0x46];
const WEBP = [0x57, 0x45, 0x42, 0x50];

export type ImageType = "image/png" | "image/jpeg" | "image/webp";

/** Undefined for everything else: nothing that could run, such as SVG, is ever a picture here. */
export function imageTypeOf(bytes: Uint8Array): ImageType | undefined {
  if (startsWith(bytes, PNG)) return "image/png";
  if (startsWith(bytes, JPEG)) return "image/jpeg";
  return startsWith(bytes, RIFF) && startsWith(bytes, WEBP, 8) ? "image/webp" : undefined;
}
