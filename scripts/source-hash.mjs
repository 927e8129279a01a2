import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

const NOT_BUILT = /(\.test\.tsx?$|^lib\/testing\/|^prisma\/generated\/|\.snap$)/;

function* files(root, entry) {
  const full = path.join(root, entry);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (stat?.isFile()) yield entry;
  if (!stat?.isDirectory()) return;
  for (const name of readdirSync(full).sort()) {
    const inside = `${entry}/${name}`;
    if (!NOT_BUILT.test(inside)) yield* files(root, inside);
  }
}

/** One hash over the names and contents of files and folders of the clone, tests left out. */
export function sourceHash(root, entries) {
  const hash = createHash("sha256");
  for (const entry of entries) {
    for (const file of files(root, entry)) hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest("hex");
}
