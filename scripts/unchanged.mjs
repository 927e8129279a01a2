import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { sourceFiles } from "./source-files.mjs";
import { COMMAND_LINE } from "./sources.mjs";

/** What npm wrote down of node_modules counts as well. */
const LOOKED_AT = [...COMMAND_LINE, "node_modules/.package-lock.json"];
const noteIn = (root) => path.join(root, "dist/cli/seen");
/** Milliseconds within which some disks cannot tell two changes apart. */
const COARSE = 2000;

function look(root) {
  let newest = 0;
  let seen = "";
  for (const { file, stat } of sourceFiles(root, LOOKED_AT)) {
    newest = Math.max(newest, stat.mtimeMs, stat.ctimeMs);
    seen += `${file} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}\n`;
  }
  return { newest, seen };
}

/** Are the sources, by their sizes and times, those that the command line was last found to be made from? */
export function isUnchanged(root) {
  try {
    return readFileSync(noteIn(root), "utf8") === look(root).seen;
  } catch {
    return false;
  }
}

/**
 * Looks at the sources before `find` compares their contents with what was made, and notes what it saw where that is
 * current. A file that changed just now may change again within the same tick of the disk's clock, so it is not noted.
 */
export function noteUnchanged(root, find, coarse = COARSE) {
  const begun = Date.now();
  const { newest, seen } = look(root);
  if (!find()) return false;
  if (newest < begun - coarse) {
    try {
      writeFileSync(noteIn(root), seen);
    } catch {
      // Somebody else's folder: its sources are compared by content every time.
    }
  }
  return true;
}
