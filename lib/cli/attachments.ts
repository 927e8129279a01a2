import { createWriteStream } from "node:fs";
import { access, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import type { Command } from "commander";
import { TurboError } from "#lib/core/errors";
import type { getAttachment } from "#lib/domain/attachments/get-attachment";
import type { Files } from "./files.ts";
import { ALIASES } from "./other-words.ts";
import { outputText } from "./output.ts";
import type { Perform } from "./perform.ts";
import { type Spec, specNamed } from "./spec.ts";

/** What the commands need of their surroundings. */
export interface AttachmentPort {
  withPerform<T>(work: (perform: Perform, files: Files) => Promise<T>): Promise<T>;
  print(text: string): void;
}

interface Asked {
  output?: string;
  force?: boolean;
  json?: boolean;
  idempotencyKey?: string;
}

/** Adds `attachments add` and `attachments get`, which carry files. */
export function registerAttachments(
  program: Command,
  specs: readonly Spec[],
  { withPerform, print }: AttachmentPort,
): void {
  const group = program.commands.find((command) => command.name() === "attachments") ?? program.command("attachments");
  group
    .command("add")
    .description("Attach files to an issue, document, comment or other thing.")
    .argument("<on>", "key, or the id of a comment")
    .argument("<files...>", "paths of the files")
    .option("--idempotency-key <key>", "repeat safely: the same key attaches once")
    .option("--json", "print JSON")
    .action(async (on: string, files: string[], { json, idempotencyKey }: Asked) => {
      for (const file of files) await requireReadable(file);
      await withPerform(async (_, { upload }) => {
        const items = [];
        for (const [place, file] of files.entries()) {
          const key = idempotencyKey && files.length > 1 ? `${idempotencyKey}.${place + 1}` : idempotencyKey;
          items.push(await upload(on, file, { idempotencyKey: key ?? null }));
        }
        print(outputText("attachments", { items }, json ? "json" : "people"));
      });
    });
  group
    .command("get")
    .aliases(ALIASES.get ?? [])
    .description("Say what is known of an attached file, or save it with --output.")
    .argument("<attachment>", "Id.")
    .option("--output <file>", "save the file there; - writes it to standard output")
    .option("--force", "with --output: replace a file that is there")
    .option("--json", "print JSON")
    .action(async (attachment: string, { output, force, json }: Asked) => {
      await withPerform(async (perform, { download }) => {
        const found = await perform<typeof getAttachment>(specNamed(specs, "attachments.get"), { attachment });
        if (output === undefined) return print(outputText("attachments", found, json ? "json" : "people"));
        if (output === "-") return pipeline(await download(found), process.stdout, { end: false });
        await save(output, await download(found), force ?? false);
        print(`${output} holds ${found.name}, ${found.size} bytes.`);
      });
    });
  group.summary(group.commands.map((command) => command.name()).join(", "));
}

/** Writes a file beside its place and puts it there whole. */
async function save(file: string, bytes: AsyncIterable<Uint8Array>, force: boolean): Promise<void> {
  if (!force && (await isThere(file))) {
    throw new TurboError("conflict", `${file} is there already. --force replaces it.`);
  }
  const part = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.part`);
  try {
    await pipeline(bytes, createWriteStream(part, { mode: 0o600 }));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    if (error instanceof TurboError) throw error;
    throw new TurboError("refused", `${file} was not written: ${reasonOf(error)}.`, { cause: error });
  }
}

async function requireReadable(file: string): Promise<void> {
  try {
    await access(file);
  } catch (error) {
    throw new TurboError("not_found", `${file} cannot be read: ${reasonOf(error)}.`, { cause: error });
  }
  if ((await stat(file)).isDirectory()) throw new TurboError("malformed", `${file} is a folder. Name the files in it.`);
}

const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
