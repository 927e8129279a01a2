import { CommanderError } from "commander";
import { expect, test, vi } from "vitest";
import { TurboError } from "#lib/core/errors";
import { SPECS } from "./all-specs.ts";
import { CLOSED, OPENED } from "./other-words.ts";
import { makeProgram } from "./program.ts";

/** What the command line refuses these words with; a misuse has exit code 2. */
async function refusal(words: string): Promise<string> {
  const args = words.match(/"[^"]*"|\S+/g)?.map((word) => word.replaceAll('"', "")) ?? [];
  try {
    await makeProgram(SPECS, args[0]).parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof TurboError && error.code === "malformed") return error.message;
    if (error instanceof CommanderError) return error.code;
    throw error;
  }
  throw new Error("it was understood");
}

test.each([
  ['issues create "x"', "--project is missing: a key like APP. `turbo issues create --help` tells the rest."],
  ["issues create", "<title> is missing. --project is missing: a key like APP."],
  ["issues get", "<issue> is missing: a key like APP-12."],
  ["issues tick APP-9", "<criterion> is missing: its number, 1 for the first, its text or its id."],
  ["issues link APP-9 --kind blocks", "--other is missing: a key like APP-12."],
  ["inbox snooze X", "--until is missing"],
  ["import backlog-md .", "--project is missing: a key like APP."],
  ["completion", "<shell> is missing: bash, zsh or fish."],
])("turbo %s: says what is missing, and what it looks like", async (words, said) => {
  expect(await refusal(words)).toContain(said);
});

test.each([
  ["milestones create M --due 2026-12-01", "turbo milestones create has no option --due. Did you mean --due-date?"],
  ["issues create x --asignee=me", "has no option --asignee. Did you mean --assignee?"],
  ["issues --status open", "Did you mean turbo issues list --status?"],
  ["issues list --json --csv", "turbo issues list: --json and --csv exclude each other."],
  ["undo", "Say what to undo: one of --event, --session, --key and --request."],
  ["undo --session s --request r", "Say what to undo: one of"],
  ["undo --key k", "With --key, say from when on: --from with an instant"],
  ["issues get APP-1 --format json", "has no option --format. It has --json, --csv."],
  ["issues update APP-1 --status", "turbo issues update: --status needs its value: <text>."],
  ["issues list APP", 'turbo issues list takes nothing without a flag, so "APP" is too much.'],
  ["issues create Fix it --project APP", 'so "it" is too much. A text of several words stands in quotes.'],
])("turbo %s: says what is wrong with the flag or value", async (words, said) => {
  expect(await refusal(words)).toContain(said);
});

test.each([
  ["isues list", "turbo issues"],
  ["list", "turbo issues list"],
  ["ls decisions", "turbo decisions list"],
  ["create issue", "turbo issues create"],
  ["create Fix", 'turbo issues create "Fix" --project KEY'],
  ["show APP-12", "turbo issues get APP-12"],
  ["view APP-DOC4", "turbo documents get APP-DOC4"],
  ["rm DEC-7", "turbo decisions bin DEC-7"],
  ["edit I-3", "turbo initiatives update I-3"],
  ["close APP-12", "turbo issues update APP-12 --status done"],
  ["APP-12", "turbo issues get APP-12"],
  ["tickets list", "turbo issues list"],
  ["serve", "turbo start"],
  ["issues close APP-12", "turbo issues update APP-12 --status done"],
  ["initiatives close I-3", "turbo initiatives update I-3 --status completed"],
  ["issues reopen APP-12", "turbo issues update APP-12 --status in_progress"],
  ["issues assign APP-12", "turbo issues update APP-12 --assignee me"],
  ["issues comment APP-12", 'turbo comments create APP-12 --body "…"'],
  ["issues check APP-12", "turbo issues tick APP-12 NUMBER"],
  ["issues APP-12", "turbo issues get APP-12"],
  ["issues lst", "turbo issues list"],
])("turbo %s: there is no such command, and the likeliest is named", async (words, meant) => {
  expect(await refusal(words)).toMatch(/^There is no command "turbo /);
  expect((await refusal(words)).split("\n")[0]).toMatch(
    new RegExp(`Did you mean: ${meant.replace(/[$().*]/g, "\\$&")}$`),
  );
});

test("what the hints say of statuses is valid for their nouns", () => {
  for (const [noun, status] of [...Object.entries(CLOSED), ...Object.entries(OPENED)]) {
    const { fields } = SPECS.find(({ name }) => name === `${noun}.update`) ?? { fields: [] };
    expect(fields.find(({ name }) => name === "status")?.allowed).toContain(status);
  }
});

test.each([
  "issue list",
  "issues show",
  "issues view",
  "issues ls",
  "issues add",
  "issues new",
  "issues edit",
  "issues rm",
  "issues delete",
  "keys rm",
  "sign-in ls",
  "attachments view",
])("turbo %s is another name of a command", async (words) => {
  const printed = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  expect(await refusal(`${words} --help`)).toBe("commander.helpDisplayed");
  printed.mockRestore();
});
