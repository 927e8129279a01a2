import { homedir } from "node:os";
import { type Command, Option } from "commander";
import { dataDirectory } from "#lib/core/data-directory";
import { TurboError } from "#lib/core/errors";
import type { createKey } from "#lib/domain/keys/create-key";
import { clientFile, KEY_VARIABLE, MCP_CLIENT_NAMES, mcpAddress, mcpClient } from "./mcp-clients.ts";
import type { CommandPort } from "./operation-command.ts";
import { outputText } from "./output.ts";
import { runningServer } from "./server-file.ts";
import { type Spec, specNamed } from "./spec.ts";

type Port = Pick<CommandPort, "withPerform" | "print">;

interface Configure {
  for: string;
  user?: boolean;
  project?: string;
  url?: string;
  remove?: boolean;
}

interface Init {
  agent: string;
  for: string;
  project?: string;
  url?: string;
  remove?: boolean;
}

const FOR = () => new Option("--for <client>", `whose file`).choices(MCP_CLIENT_NAMES).default("claude");

/** Adds `turbo mcp configure | tools | test`. */
export function registerMcp(program: Command, { print }: Port): void {
  const mcp = program
    .command("mcp")
    .description("Connect agents: write their files, list the tools, try a connection.");
  mcp
    .command("configure")
    .description(`Write Turbo into the file of an agent's client. It names ${KEY_VARIABLE} and holds no key.`)
    .addOption(FOR())
    .option("--user", "into your own file instead of that of this repository")
    .option("--project <key>", "let the agent see and take issues of one project only")
    .option("--url <url>", "address of the Turbo")
    .option("--remove", "take Turbo out again")
    .action(async ({ for: name, user, project, url, remove }: Configure) => {
      const { removeMcpEntry, writeMcpEntry } = await import("./mcp-file.ts");
      const client = mcpClient(name);
      const file = clientFile(client, "", user ? homedir() : null);
      if (remove) {
        print(removeMcpEntry(file, client) ? `${file} names Turbo no more.` : `${file} does not name Turbo.`);
        return;
      }
      const target = withoutSlash(url) ?? (await whereTurboIs()).url;
      writeMcpEntry(file, client, mcpAddress(target, project));
      print(`${file} now names Turbo at ${target}. Set ${KEY_VARIABLE} before you start ${client.title}.`);
    });
  mcp
    .command("tools")
    .description("List the tools that agents get.")
    .option("--json", "print JSON")
    .action(async ({ json }: { json?: boolean }) => {
      const { mcpTools } = await import("./mcp-tools.ts");
      const { url, key } = await whereTurboIs();
      print(outputText("tools", { items: await mcpTools(mcpAddress(url, undefined), key) }, json ? "json" : "people"));
    });
  mcp
    .command("test")
    .description("Connect as an agent does: say what it meets, how long it takes, and how many tokens it costs.")
    .option("--project <key>", "as a connection for one project")
    .option("--json", "print JSON")
    .action(async ({ project, json }: { project?: string; json?: boolean }) => {
      const { testMcp } = await import("./mcp-tools.ts");
      const { url, key } = await whereTurboIs();
      const address = mcpAddress(url, project);
      const met = await testMcp(address, key);
      if (json) return print(JSON.stringify({ address, ...met }, null, 2));
      print(
        [
          `${address} is ${met.server}, protocol ${met.protocol}.`,
          `Connected in ${met.connect} ms, listed in ${met.list} ms, called list_queue in ${met.call} ms.`,
          `${met.tools} tools in ${met.bytes} bytes; with the instructions at most ${met.tokens} tokens.`,
          `list_queue answers: ${met.answer}`,
        ].join("\n"),
      );
    });
}

/** Adds `turbo init --agent NAME`. */
export function registerInit(program: Command, specs: readonly Spec[], { withPerform, print }: Port): void {
  program
    .command("init")
    .description("Prepare a repository for one agent: a key of its own, and the files that connect it.")
    .argument("[folder]", "the repository, or one of its worktrees (this folder)")
    .requiredOption("--agent <name>", "what the key is called; its writes and its page carry that name")
    .addOption(FOR())
    .option("--project <key>", "the one project that the agent sees")
    .option("--url <url>", "address of the Turbo, where the agent reaches it by another one")
    .option("--remove", "take it all away again and revoke the key")
    .addHelpText("after", EXAMPLES)
    .action(async (folder: string | undefined, options: Init) => {
      const { removeAgent, setUpAgent } = await import("./agent-set-up.ts");
      const into = { folder: folder ?? ".", client: mcpClient(options.for) };
      if (options.remove) {
        await withPerform(async (perform) => {
          const revoke = (key: string) => perform(specNamed(specs, "keys.revoke"), { key });
          for (const line of await removeAgent(into, revoke)) print(line);
        });
        return;
      }
      const { project } = options;
      await withPerform(async (perform) => {
        const url = withoutSlash(options.url) ?? (await whereTurboIs()).url;
        const makeKey = () =>
          perform<typeof createKey>(specNamed(specs, "keys.create"), {
            name: options.agent,
            kind: "agent",
            ...(project === undefined ? {} : { projects: [project] }),
          });
        for (const line of await setUpAgent(into, { address: mcpAddress(url, project), makeKey })) print(line);
      });
    });
}

const EXAMPLES = `
Examples:
  turbo init ../my-repo --agent "Ada's Claude" --project APP    from Turbo's folder, into a repository
  turbo init ../my-repo --agent "Ada's Claude" --remove         takes all of it away again`;

const withoutSlash = (url: string | undefined) => url?.replace(/\/+$/, "");

async function whereTurboIs(): Promise<{ url: string; key: string }> {
  const { TURBO_URL, TURBO_API_KEY } = process.env;
  if (TURBO_URL) return { url: TURBO_URL.replace(/\/+$/, ""), key: TURBO_API_KEY ?? "" };
  const running = await runningServer(dataDirectory(process.cwd(), process.env));
  if (running) return { url: running.url, key: running.token };
  throw new TurboError(
    "conflict",
    "Turbo does not run here. Start it with `turbo start`, or set TURBO_URL and TURBO_API_KEY.",
  );
}
