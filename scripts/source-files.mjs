import { readdirSync, statSync } from "node:fs";
import path from "node:path";

const NOT_BUILT = /(\.test\.tsx?$|^lib\/testing\/|^prisma\/generated\/|\.snap$)/;

/** The files that files and folders of the clone consist of, tests left out, each with what the disk says of it. */
export function* sourceFiles(root, entries) {
  for (const entry of entries) yield* files(root, entry);
}

function* files(root, entry) {
  const full = path.join(root, entry);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (stat?.isFile()) yield { file: entry, stat };
  if (!stat?.isDirectory()) return;
  for (const name of readdirSync(full).sort()) {
    const inside = `${entry}/${name}`;
    if (!NOT_BUILT.test(inside)) yield* files(root, inside);
  }
}
