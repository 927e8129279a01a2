import { openRotatingFile } from "#lib/core/rotating-file";

// Appends so many numbered lines to a log that others write to as well, once it is told to begin.
const [file = "", maxBytes = "", kept = "", name = "", lines = ""] = process.argv.slice(2);
const log = openRotatingFile({ file, maxBytes: Number(maxBytes), kept: Number(kept) });
process.stdin.once("data", () => {
  for (let number = 0; number < Number(lines); number++) log.write(`${name} ${number} ${"x".repeat(80)}\n`);
  log.close();
  process.exit(0);
});
process.stdout.write("ready\n");
