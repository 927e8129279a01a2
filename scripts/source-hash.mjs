import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { sourceFiles } from "./source-files.mjs";

/** One hash over the names and contents of files and folders of the clone, tests left out. */
export function sourceHash(root, entries) {
  const hash = createHash("sha256");
  for (const { file } of sourceFiles(root, entries)) {
    hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest("hex");
}
