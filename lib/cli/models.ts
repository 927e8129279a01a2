import { type Command, Option } from "commander";
import { PROVIDERS, type ProviderName } from "#lib/core/model-providers";
import type { ModelTest } from "#lib/domain/ai/schema";
import type { withPerform } from "./connection.ts";
import { printable } from "./printable.ts";

interface Port {
  withPerform: typeof withPerform;
  print(text: string): void;
}

/** Adds `turbo ai test`, which asks a model. */
export function registerModels(program: Command, { withPerform: lend, print }: Port): void {
  const group = program.commands.find((command) => command.name() === "ai") ?? program.command("ai");
  group
    .command("test")
    .description(
      "Ask a model one tiny question, and say where it went, what it used, what it cost and how long it took.",
    )
    .addOption(new Option("--provider <provider>", "this one alone; else the first that answers").choices(PROVIDERS))
    .option("--json", "print JSON")
    .addHelpText("after", EXAMPLES)
    .action(async ({ provider, json }: { provider?: ProviderName; json?: boolean }) => {
      const tested = await lend((_perform, _files, testModel) => testModel(provider));
      print(json ? JSON.stringify(tested, null, 2) : testText(tested));
    });
  group.summary(group.commands.map((command) => command.name()).join(", "));
}

export function testText({
  provider,
  model,
  address,
  text,
  tokensIn,
  cached,
  tokensOut,
  cost,
  milliseconds,
}: ModelTest) {
  const kept = cached > 0 ? ` (${cached} from its cache)` : "";
  const known = cost ? `about $${cost.toFixed(6)}` : "none";
  const price = cost === null ? "not known; ai.prices sets it" : known;
  const lines = [
    ["answered", `${provider}, ${model}`],
    ["sent to", address],
    ["answer", text],
    ["tokens", `${tokensIn} in${kept}, ${tokensOut} out`],
    ["cost", price],
    ["took", `${milliseconds} ms`],
  ];
  return lines.map(([name = "", value = ""]) => `${name.padEnd(10)}${printable(value)}`).join("\n");
}

const EXAMPLES = `
Examples:
  turbo ai test                        whoever of ai.providers answers first
  turbo ai test --provider ollama      that one alone
  turbo ai usage --by person           what was asked lately, and what it cost`;
