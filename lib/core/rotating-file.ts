import { chmodSync, closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import path from "node:path";

export interface Rotation {
  /** Absolute path of the file that is written to. */
  file: string;
  maxBytes: number;
  /** Full ones that are kept beside it, as `file.1` and so on, the newest first. */
  kept: number;
}

export interface RotatingFile {
  /** Appends whole lines. Throws where they cannot be written. */
  write(lines: string): void;
  close(): void;
}

/** Readable by its owner and group. */
const MODE = 0o640;
/** A rotation takes a moment; one that has been under way for so many milliseconds lost its process. */
const LOST = 10_000;

/** The file, and those that it became before, newest first. */
export function rotatedFiles({ file, kept }: Pick<Rotation, "file" | "kept">): string[] {
  return [file, ...Array.from({ length: kept }, (_, place) => `${file}.${place + 1}`)];
}

/**
 * A file that is put aside when it is full. Several processes may write to one: each appends whole lines, sees by the
 * file's number when another has put it aside, and only one at a time does that.
 */
export function openRotatingFile({ file, maxBytes, kept }: Rotation): RotatingFile {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o750 });
  let fd = open(file);
  let number = fstatSync(fd).ino;

  function reopen(): void {
    const fresh = open(file);
    closeSync(fd);
    fd = fresh;
    number = fstatSync(fd).ino;
  }

  function rotate(): void {
    const letGo = takeTurn(`${file}.rotating`);
    if (!letGo) return; // another process is at it, and what is written meanwhile stays with what it puts aside
    try {
      if (statSync(file, { throwIfNoEntry: false })?.ino === number) putAside(file, kept);
    } finally {
      letGo();
    }
    reopen();
  }

  return {
    write(lines) {
      const now = statSync(file, { throwIfNoEntry: false });
      if (now?.ino !== number) reopen();
      else if (now.size > 0 && now.size + Buffer.byteLength(lines) > maxBytes) rotate();
      writeSync(fd, lines);
    },
    close: () => closeSync(fd),
  };
}

function open(file: string): number {
  const fd = openSync(file, "a", MODE);
  if ((fstatSync(fd).mode & 0o777 & ~MODE) !== 0) chmodSync(file, MODE);
  return fd;
}

function putAside(file: string, kept: number): void {
  if (kept === 0) rmSync(file);
  const names = rotatedFiles({ file, kept });
  for (let place = names.length - 1; place > 0; place--) {
    const [from, to] = [names[place - 1] ?? file, names[place] ?? file];
    if (statSync(from, { throwIfNoEntry: false })) renameSync(from, to);
  }
}

function takeTurn(lock: string): (() => void) | null {
  try {
    closeSync(openSync(lock, "wx"));
    return () => rmSync(lock, { force: true });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - since > LOST) rmSync(lock, { force: true });
    return null;
  }
}
