import { crc32, deflateSync } from "node:zlib";

const WIDTH = 960;
const HEIGHT = 540;

/** A screenshot of a dashboard as a PNG: bars of two colours on a light ground. */
export function believablePicture(): Buffer {
  const rows: Buffer[] = [];
  for (let y = 0; y < HEIGHT; y++) {
    const row = Buffer.alloc(1 + WIDTH * 3);
    for (let x = 0; x < WIDTH; x++) row.set(colourAt(x, y), 1 + x * 3);
    rows.push(row);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2], 8); // 8 bits of red, green and blue
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(rows))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function colourAt(x: number, y: number): [number, number, number] {
  const bar = Math.floor((x - 80) / 56);
  const inBar = bar >= 0 && bar < 14 && (x - 80) % 56 < 36;
  const height = 120 + ((bar * 97) % 260);
  if (inBar && y < 470 && y > 470 - height) return bar === 9 ? [220, 80, 70] : [94, 106, 210];
  if (y === 470 || y % 90 === 20) return [225, 228, 235];
  return [250, 250, 252];
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
