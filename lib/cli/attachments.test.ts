import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command } from "commander";
import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createIssue } from "#lib/domain/issues/create-issue";
import { createProject } from "#lib/domain/projects/create-project";
import { answerContent } from "#lib/doors/attachment-content";
import { answerRest } from "#lib/doors/rest";
import { answerUpload } from "#lib/doors/upload";
import { type DoorWorld, makeDoorWorld } from "#lib/testing/door-world";
import { serve } from "#lib/testing/serve";
import { SPECS } from "./all-specs.ts";
import { registerAttachments } from "./attachments.ts";
import type { Files } from "./files.ts";
import { inProcess } from "./in-process.ts";
import { localFiles } from "./local-files.ts";
import type { Perform } from "./perform.ts";
import { remoteFiles, remotePerform } from "./remote.ts";

const PORT = 4352;
const LIMITS = { maxSizeMb: 1, allowedTypes: ["*/*"] };
let world: DoorWorld;
let folder: string;
let stop: () => Promise<void>;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "turbo-files-"));
  world = await makeDoorWorld("sqlite", PORT, { TURBO_UPLOADS_MAX_SIZE_MB: "1" });
  await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
  await run(createIssue, world.as(), { project: "TUR", title: "First" });
  stop = await serve(PORT, (request) => {
    const content = /\/attachments\/([^/]+)\/content$/.exec(new URL(request.url).pathname)?.[1];
    if (content) return answerContent(request, content);
    return request.method === "POST" ? answerUpload(request) : answerRest(request);
  });
});
afterEach(async () => {
  await stop();
  await world.close();
  rmSync(folder, { recursive: true });
});

const file = (name: string, content: string | Buffer = "words") => {
  writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
};

/** What the command line prints. */
async function turbo(perform: Perform, files: Files, ...args: string[]): Promise<string> {
  const said: string[] = [];
  const program = new Command().exitOverride();
  registerAttachments(program, SPECS, {
    withPerform: (work) => work(perform, files),
    print: (text) => said.push(text),
  });
  await program.parseAsync(["attachments", ...args], { from: "user" });
  return said.join("\n");
}

test.each(["in process", "over REST"])("Files are attached and saved again %s.", async (way) => {
  const { secret } = await world.makeKey();
  const remote = { url: world.origin, key: secret, client: "test" };
  const perform: Perform = way === "in process" ? inProcess(() => world.as()) : remotePerform(remote);
  const files = way === "in process" ? localFiles(LIMITS, () => world.as()) : remoteFiles(remote);
  const big = Buffer.alloc(700_000, "0123456789");
  const added = await turbo(perform, files, "add", "TUR-1", file("a.txt"), file("big.txt", big), "--json");
  const { items } = JSON.parse(added) as { items: { id: string; name: string }[] };
  expect(items.map(({ name }) => name)).toEqual(["a.txt", "big.txt"]);
  const target = path.join(folder, "saved.txt");
  const id = items[1]?.id ?? "";
  expect(await turbo(perform, files, "get", id, "--output", target)).toContain("holds big.txt, 700000 bytes");
  expect(readFileSync(target).equals(big)).toBe(true);
  await expect(turbo(perform, files, "get", id, "--output", target)).rejects.toThrow("--force replaces it");
  await turbo(perform, files, "get", items[0]?.id ?? "", "--output", target, "--force");
  expect(readFileSync(target, "utf8")).toBe("words");
  expect(await turbo(perform, files, "get", id)).toContain("big.txt");
  await expect(turbo(perform, files, "add", "TUR-9", file("a.txt"))).rejects.toThrow("nothing with the key");
  await expect(turbo(perform, files, "add", "TUR-1", path.join(folder, "gone.txt"))).rejects.toThrow("cannot be read");
  const count = () => world.database.reader.attachment.count();
  const before = await count();
  await expect(turbo(perform, files, "add", "TUR-1", file("a.txt"), folder)).rejects.toMatchObject({
    code: "malformed",
    message: `${folder} is a folder. Name the files in it.`,
  });
  expect(await count()).toBe(before);
  const huge = file("huge.txt", Buffer.alloc(3_000_000, "x"));
  await expect(turbo(perform, files, "add", "TUR-1", huge)).rejects.toThrow("limit of 1 MB");
});
