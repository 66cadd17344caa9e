import { writeFileSync } from "node:fs";

import QRCode from "qrcode";

const [WIDTH, HEIGHT] = [640, 480];
const MODULE_PX = 6;
const QUIET_MODULES = 4;
const FRAMES = 4;
const [WHITE, BLACK, NO_COLOUR] = [235, 16, 128];

/** A still picture of a QR code as a short film in YUV4MPEG2, the form Chromium takes for its virtual camera. */
export function filmCode(text: string, file: string): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  const luma = Buffer.alloc(WIDTH * HEIGHT, WHITE);
  const side = (modules.size + 2 * QUIET_MODULES) * MODULE_PX;
  const [left, top] = [Math.floor((WIDTH - side) / 2), Math.floor((HEIGHT - side) / 2)];
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (!modules.get(row, column)) continue;
      const x = left + (column + QUIET_MODULES) * MODULE_PX;
      const y = top + (row + QUIET_MODULES) * MODULE_PX;
      for (let line = y; line < y + MODULE_PX; line++) luma.fill(BLACK, line * WIDTH + x, line * WIDTH + x + MODULE_PX);
    }
  }
  const chroma = Buffer.alloc((WIDTH * HEIGHT) / 2, NO_COLOUR);
  const frame = Buffer.concat([Buffer.from("FRAME\n"), luma, chroma]);
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F15:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(file, Buffer.concat([header, ...Array.from({ length: FRAMES }, () => frame)]));
}

/** What makes Chromium show the film instead of a camera, without asking anybody. */
export const cameraArgs = (file: string): string[] => [
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  `--use-file-for-fake-video-capture=${file}`,
];
