import type { Progress } from "#lib/validation/files/check-files";

/** Milliseconds between two looks, and before the first one: what is quick shows nothing. */
const EVERY = 100;
const FIRST = 500;

/** A line on a terminal that says how far files are checked. */
export function progressLine(): { show(progress: Progress): void; clear(): void } {
  const out = process.stderr;
  const start = performance.now();
  let next = start + FIRST;
  let shown = false;
  return {
    show({ done, of, bytes }) {
      const now = performance.now();
      if (!out.isTTY || now < next) return;
      next = now + EVERY;
      shown = true;
      const seconds = (now - start) / 1000;
      const left = Math.ceil((seconds / done) * (of - done));
      out.write(`\r\u001b[K${done} of ${of} files, ${(bytes / 1e6 / seconds).toFixed(1)} MB/s, ${left} s left`);
    },
    clear() {
      if (shown) out.write("\r\u001b[K");
    },
  };
}
