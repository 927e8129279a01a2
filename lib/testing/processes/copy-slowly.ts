// `copy-slowly.ts FROM TO`: copies a database, says "ready" once many rows are in the target, and then goes no further.
import { openSnapshot } from "#lib/db/portable/open";
import { fillDatabase } from "#lib/transfer/fill-database";

const [from = "", to = ""] = process.argv.slice(2);
const source = await openSnapshot(from);
await fillDatabase(
  to,
  {
    ...source,
    counters() {
      process.stdout.write("ready\n");
      return new Promise(() => setInterval(() => undefined, 1000));
    },
  },
  { replace: false, progress: () => undefined },
);
