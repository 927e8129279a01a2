import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The programs of others, exactly these versions, with where each begins. */
const TOOLS = {
  conformance: { name: "@modelcontextprotocol/conformance", version: "0.2.0-alpha.12", main: "dist/index.js" },
  inspector: {
    name: "@modelcontextprotocol/inspector",
    version: "2.12.0",
    main: "clients/launcher/build/index.js",
  },
  claude: { name: "@anthropic-ai/claude-code", version: "2.1.332", main: "cli-wrapper.cjs" },
} as const;

/** Beside what other tools keep; nothing of it is part of Turbo or its lock file. */
const FOLDER = path.resolve(import.meta.dirname, "../node_modules/.cache/turbo-outside-tools");

const placeOf = (name: string) => path.join(FOLDER, "node_modules", name);

/** Installs tools where they are not there yet, without running a script of theirs. */
export function bringTools(...tools: (keyof typeof TOOLS)[]): void {
  const asked = tools.map((tool) => TOOLS[tool]);
  if (asked.every(({ name, version }) => versionAt(placeOf(name)) === version)) return;
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(path.join(FOLDER, "package.json"), "{}");
  const packages = asked.map(({ name, version }) => `${name}@${version}`);
  const options = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];
  const { status } = spawnSync("npm", ["install", ...options, ...packages], {
    cwd: FOLDER,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error("npm could not bring the tools; its own message stands above.");
}

function versionAt(folder: string): string | null {
  const file = path.join(folder, "package.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).version : null;
}

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs one of the tools while this process goes on to serve; `env` is all that it sees besides the way to programs. */
export function runTool(
  tool: keyof typeof TOOLS,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Ran> {
  const { name, main } = TOOLS[tool];
  const quiet = { ...env, PATH: process.env.PATH, NO_COLOR: "1", FORCE_COLOR: "0" };
  return new Promise((resolve, reject) => {
    const program = path.join(placeOf(name), main);
    const child = spawn(process.execPath, [program, ...args], { cwd, env: quiet, stdio: ["ignore", "pipe", "pipe"] });
    const said = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const)
      child[stream].setEncoding("utf8").on("data", (chunk: string) => {
        said[stream] += chunk;
      });
    child.on("error", reject).on("close", (code) => resolve({ code, ...said }));
  });
}
