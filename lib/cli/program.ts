import { Argument, type Command } from "commander";
import { registerAttachments } from "./attachments.ts";
import { registerBatch } from "./batch.ts";
import { TurboCommand } from "./command.ts";
import { withPerform } from "./connection.ts";
import { registerDecisionFiles } from "./decision-files.ts";
import { registerImport } from "./import.ts";
import { registerDocumentLoad } from "./load-documents.ts";
import { registerInit, registerMcp } from "./mcp-commands.ts";
import { registerModels } from "./models.ts";
import { UNSAID } from "./nouns.ts";
import { registerOperations } from "./operation-command.ts";
import { outputText } from "./output.ts";
import { turboVersion } from "./place.ts";
import { printableLine } from "./printable.ts";
import { registerData } from "./register-data.ts";
import type { Spec } from "./spec.ts";
import { registerTransfer } from "./transfer-commands.ts";
import { registerUndo } from "./undo.ts";
import { registerValidate } from "./validate-commands.ts";
import { registerWatch } from "./watch-commands.ts";

const print = (text: string) => void process.stdout.write(`${text}\n`);
const note = (text: string) => void process.stderr.write(`${text}\n`);

/**
 * The whole command line, or as much of it as the command named `chosen` needs. What a command needs beyond its
 * description is loaded when it runs.
 */
export function makeProgram(specs: readonly Spec[], chosen: string | null = null): Command {
  const program = new TurboCommand("turbo")
    .description("The planning home of people who build software together with AI coding agents.")
    .version(turboVersion(), "-V, --version", "Say the version.")
    .helpOption("-h, --help", "Say what there is.")
    .enablePositionalOptions() // so that a command may have a --version of its own
    .configureHelp({ showGlobalOptions: false, visibleCommands, subcommandTerm })
    .exitOverride();
  program.addHelpText("after", BELOW);
  program.commandsGroup("Run:");
  registerLife(program);
  registerInit(program, specs, { withPerform, print });
  registerOperations(program, specs, { withPerform, print, note }, chosen);
  registerAttachments(program, specs, { withPerform, print });
  registerModels(program, { withPerform, print });
  registerDecisionFiles(program, specs, { withPerform, print, note });
  registerDocumentLoad(program, specs, { withPerform, print, progress: note });
  program.commandsGroup("Many at once:");
  registerBatch(program, specs, { withPerform, print });
  registerUndo(program, specs, { withPerform, print });
  registerImport(program, { withPerform, print, progress: note });
  program.commandsGroup("Check texts:");
  registerValidate(program, { print, note });
  program.commandsGroup("Watch:");
  registerWatch(program, specs, { print });
  program.commandsGroup("Keep:");
  registerUpkeep(program);
  registerTransfer(program, { print, progress: note });
  registerCompletion(program, specs);
  return program;
}

const BELOW = `
\`turbo issues --help\` lists what can be done with issues, \`turbo issues create --help\` every option of it.

Begin here:
  turbo start                                    serve on this machine and print the address
  turbo projects create "My app" --key APP       make a project
  turbo issues create "First issue" --project APP
  turbo issues list --project APP --status open
  turbo issues update APP-1 --status ready
  turbo next                                     claim the best ready issue; turbo finish APP-1 hands it in

The commands work through the Turbo that runs in this folder, or without one on its database.
TURBO_URL and TURBO_API_KEY point them at a Turbo elsewhere. A text given as - is read from standard input.

Exit codes: 0 done, 1 refused or failed, 2 not understood, 3 configuration, or nobody is signed in, 4 database, or it was
busy for too long, 5 not found.`;

/** Every command that people type. */
const visibleCommands = (command: Command) => command.commands.filter((one) => !UNSAID.includes(one.name()));

/** A command and what it needs; its other names stand in its own help. */
function subcommandTerm(command: Command): string {
  const needs = command.registeredArguments.map((one) => {
    const name = one.variadic ? `${one.name()}...` : one.name();
    return one.required ? `<${name}>` : `[${name}]`;
  });
  return [command.name(), ...needs].join(" ");
}

function registerLife(program: Command): void {
  program
    .command("start")
    .description("Serve Turbo here, and print the address, where the data lies and how to connect Claude Code.")
    .option("--port <port>", "port to listen on (3000)")
    .option("--api-port <port>", "another name of --port")
    .option("--web-port <port>", "another name of --port")
    .option("--host <address>", "address to listen on (127.0.0.1); others need TURBO_SECRET_KEY")
    .option("--dev", "serve the sources and reload when they change")
    .option("--production", "serve the build, which is the default")
    .option("--log-level <level>", "trace, debug, info, warn, error, fatal or silent")
    .option("--debug", "the same as --log-level debug")
    .option("--no-open", "do not open a browser")
    .option("--detach", "serve in the background, and come back once it answers")
    .option("--no-backup", "make no backup before the database is brought up to date")
    .action(async ({ detach, ...options }) => {
      process.exitCode = detach
        ? await (await import("./detached.ts")).startDetached(options, print)
        : await (await import("./start.ts")).start(options);
    });
  program
    .command("open")
    .description("Sign a browser in to the Turbo that runs here.")
    .action(async () => (await import("./open.ts")).open(print));
  program
    .command("stop")
    .description("End the Turbo that runs here.")
    .action(async () => (await import("./stop.ts")).stop(print));
  program
    .command("restart")
    .description("End the Turbo that runs here and start it again in the background, at the same address.")
    .action(async () => {
      process.exitCode = await (await import("./restart.ts")).restart(print);
    });
  program
    .command("status")
    .description("Say whether Turbo runs here and on which data; exit code 1 when it does not run.")
    .option("--full", "all that the running server says of itself")
    .option("--json", "print JSON")
    .action(async ({ json, full }: { json?: boolean; full?: boolean }) => {
      if (full) {
        const { whole, items } = await (await import("./status.ts")).fullStatus();
        return print(outputText("status", json ? whole : { items }, json ? "json" : "people"));
      }
      const answer = await (await import("./status.ts")).status();
      print(outputText("status", answer, json ? "json" : "people"));
      if (!answer.running) process.exitCode = 1;
    });
}

function registerService(program: Command): void {
  const service = program
    .command("service")
    .description("Have the system start Turbo with the machine and keep it running.");
  const command = (name: string, description: string) =>
    service
      .command(name)
      .description(description)
      .option("--system", "for the machine, not for you alone (Linux; as root)")
      .option("--pm2", "by pm2")
      .option("--name <name>", "where several run on one machine (turbo)");
  command("install", "Write the service's file and start it: systemd, launchd, or Windows' task scheduler (untested).")
    .option("--print", "print the file, and do nothing")
    .action(async ({ print: only, ...options }) => {
      const { chosenService, installService, textOf } = await import("./service.ts");
      const chosen = chosenService(options);
      if (only) print(textOf(chosen).trimEnd());
      else process.exitCode = installService(chosen, print);
    });
  command("remove", "End it, and take its file away; the data stays.").action(async (options) => {
    const { chosenService, removeService } = await import("./service.ts");
    process.exitCode = removeService(chosenService(options), print);
  });
  command("status", "Say whether it is installed and runs; exit code 1 when it does not run.")
    .option("--json", "print JSON")
    .action(async ({ json, ...options }) => {
      const { chosenService, serviceStatus } = await import("./service.ts");
      const answer = await serviceStatus(chosenService(options));
      print(outputText("service", answer, json ? "json" : "people"));
      if (!answer.healthy) process.exitCode = 1;
    });
}

function registerUpdate(program: Command): void {
  program
    .command("update")
    .description("What is newer than this Turbo.")
    .command("check")
    .description("Ask the package registry for the newest version. Turbo never asks by itself, and installs nothing.")
    .option("--json", "print JSON")
    .action(async ({ json }: { json?: boolean }) => {
      const { checkForUpdate, updateText } = await import("./update-check.ts");
      const report = await checkForUpdate();
      print(json ? JSON.stringify(report, null, 2) : updateText(report));
    });
}

function registerUpkeep(program: Command): void {
  registerData(program, { print, note });
  registerConfig(program);
  registerService(program);
  registerUpdate(program);
  registerMcp(program, { withPerform, print });
}

function registerCompletion(program: Command, specs: readonly Spec[]): void {
  const completion = program
    .command("completion")
    .description("Print a script that completes turbo in bash, zsh or fish.")
    .addArgument(new Argument("<shell>", "bash, zsh or fish").choices(["bash", "zsh", "fish"]))
    .action(async (shell: string) => print((await import("./completion.ts")).completionScript(shell)));
  completion.addHelpText("after", COMPLETION_EXAMPLES);
  program
    .command("complete-words")
    .argument("[words...]")
    .allowUnknownOption()
    .action(async (words: string[]) => {
      const [{ complete }, { lookUpBy }] = await Promise.all([import("./complete.ts"), import("./look-up.ts")]);
      const found = await complete(program, specs, words, lookUpBy(withPerform, specs));
      for (const { value, about } of found) print(`${printableLine(value)}\t${printableLine(about)}`);
    });
}

const COMPLETION_EXAMPLES = `
Examples:
  source <(turbo completion bash)                                  in ~/.bashrc
  source <(turbo completion zsh)                                   in ~/.zshrc, after compinit
  turbo completion fish > ~/.config/fish/completions/turbo.fish`;

function registerConfig(program: Command): void {
  const config = program.command("config").description("The settings: what holds, and where it comes from.");
  config
    .command("show")
    .description("Every setting, its value and where the value came from.")
    .option("--json", "print JSON")
    .action(async ({ json }: { json?: boolean }) => {
      const lines = (await import("./config-report.ts")).settingsHere();
      print(json ? JSON.stringify(lines, null, 2) : outputText("config", { items: lines }, "people"));
    });
  config
    .command("validate")
    .description("Check the settings; names what is wrong, old or unknown.")
    .action(async () => {
      const { fit, text } = (await import("./config-report.ts")).checkSettings();
      print(text);
      if (!fit) process.exitCode = 3;
    });
  config
    .command("get")
    .argument("<name>", "server.port, or the name of a variable")
    .description("The value of one setting; of a secret only whether it is set.")
    .option("--json", "print JSON with where it came from")
    .action(async (name: string, { json }: { json?: boolean }) => {
      const line = (await import("./config-report.ts")).settingLine(name);
      print(json ? JSON.stringify(line, null, 2) : line.value);
    });
  config
    .command("set")
    .argument("<name>", "server.port, or the name of a variable")
    .argument("<value>", "what it is to be; - reads it from standard input")
    .description("Write a setting into turbo.toml; its other lines and comments stay.")
    .action(async (name: string, given: string) => {
      const [{ changeSetting }, { readStdin }] = await Promise.all([
        import("./change-setting.ts"),
        import("./read-text.ts"),
      ]);
      print(changeSetting(name, given === "-" ? readStdin() : given));
    });
  config
    .command("path")
    .description("Where turbo.toml and the data lie.")
    .option("--json", "print JSON")
    .action(async ({ json }: { json?: boolean }) => {
      const places = (await import("./config-report.ts")).settingPlaces();
      print(json ? JSON.stringify(places, null, 2) : `${places.file}\n${places.dataDirectory}`);
    });
  config
    .command("example")
    .description("Print a turbo.toml with every setting and its default.")
    .action(async () => print((await import("./config-report.ts")).exampleToml().trimEnd()));
}
