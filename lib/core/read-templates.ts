import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

interface TemplateFile {
  /** Of the file, without its ending. */
  name: string;
  text: string;
  /** Whether it is the workspace's own. */
  own: boolean;
}

/** Files read from one folder, at most, and bytes of one. */
const MOST = 200;
const LARGEST = 1_000_000;

/** The templates of both folders as they are now. A folder that is not there has none; what cannot be read is left out. */
export function readTemplates({ bundled, own }: { bundled: string; own: string }): TemplateFile[] {
  return [
    ...readFolder(own).map((file) => ({ ...file, own: true })),
    ...readFolder(bundled).map((file) => ({ ...file, own: false })),
  ];
}

function readFolder(folder: string): { name: string; text: string }[] {
  let names: string[];
  try {
    names = readdirSync(/* turbopackIgnore: true */ folder).filter((name) => /^[^.].*\.md$/i.test(name));
  } catch {
    return [];
  }
  return names
    .sort()
    .slice(0, MOST)
    .flatMap((name) => {
      const text = readText(path.join(/* turbopackIgnore: true */ folder, name));
      return text === null ? [] : { name: name.slice(0, -3), text };
    });
}

function readText(file: string): string | null {
  try {
    const about = statSync(/* turbopackIgnore: true */ file);
    if (!about.isFile() || about.size > LARGEST) return null;
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(/* turbopackIgnore: true */ file));
  } catch {
    return null;
  }
}
