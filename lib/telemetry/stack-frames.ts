/** A line of a stack as Sentry has it. */
export interface Frame {
  function: string;
  filename: string;
  lineno?: number;
  colno?: number;
  in_app: boolean;
}

const LINE = /^\s*at (?:(.*?) \()?(?:file:\/\/)?([^()]*?)(?::(\d+))?(?::(\d+))?\)?$/;
const MOST = 50;

/** The frames of a stack, the innermost last. Files are named from Turbo's own folder on: what lies above is somebody's. */
export function stackFrames(stack: string, root: string): Frame[] {
  const lines = stack.split("\n").filter((line) => /^\s*at /.test(line));
  const frames = lines.slice(0, MOST).flatMap((line) => {
    const [, called = "?", file = "", lineno, colno] = LINE.exec(line) ?? [];
    if (file === "") return [];
    const filename = within(file, root);
    return {
      function: called,
      filename,
      ...(lineno === undefined ? {} : { lineno: Number(lineno) }),
      ...(colno === undefined ? {} : { colno: Number(colno) }),
      in_app: !/^node:|(^|\/)node_modules\//.test(filename),
    };
  });
  return frames.reverse();
}

function within(file: string, root: string): string {
  if (file.startsWith("node:")) return file;
  if (file.startsWith(`${root}/`)) return file.slice(root.length + 1);
  const known = file.search(/\bnode_modules\/|\.next[\w-]*\/|<anonymous>/);
  return known < 0 ? (file.split(/[\\/]/).at(-1) ?? "") : file.slice(known);
}
