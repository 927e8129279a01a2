// `node bin/node.mjs SCRIPT ARGUMENTS` runs a script with a Node.js that can run Turbo. Nothing imports this file: what the
// script imports would wait for it, as it waits for the script.
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { requireNode } from "./fit-node.mjs";

const [script, ...args] = process.argv.slice(2);
await requireNode(fileURLToPath(import.meta.url), [script, ...args]);
const file = path.resolve(script);
process.argv = [process.argv[0], file, ...args];
await import(pathToFileURL(file).href);
