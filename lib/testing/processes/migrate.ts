// Migrates the database named first with the folder named second, once it is told to.
import { once } from "node:events";
import { migrate } from "#lib/db/migrate";

const [url = "", folder = ""] = process.argv.slice(2);
process.stdout.write("ready\n");
await once(process.stdin, "data");
process.stdout.write(`${JSON.stringify(await migrate(url, folder))}\n`);
process.stdin.destroy();
