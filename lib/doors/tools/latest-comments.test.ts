import { expect, test } from "vitest";
import { run } from "#lib/core/operation";
import { createAttachment } from "#lib/domain/attachments/create-attachment";
import { createComment } from "#lib/domain/comments/create-comment";
import { createProject } from "#lib/domain/projects/create-project";
import { makeWorld } from "#lib/testing/world";
import { latestComments } from "./latest-comments.ts";

test("An agent reads the files of a comment right below it, each on one line.", async () => {
  const world = await makeWorld();
  try {
    await run(createProject, world.as(), { name: "Turbo", key: "TUR" });
    const { id } = await run(createComment, world.as(), { on: "TUR", body: "Look" });
    const content = await world.database.contents.stage(
      (async function* () {
        yield Buffer.from("words");
      })(),
    );
    const file = { on: id, name: "two\nlines.txt", mediaType: "text/plain", content };
    const { id: attachment } = await run(createAttachment, world.as(), file);
    const { lines } = await latestComments(world.as(), { on: "TUR", limit: 30, again: "" });
    expect(lines.join("\n").split("\n").slice(-2)).toEqual([
      "> Look",
      `Attachment ${attachment}: "two lines.txt", 5 bytes`,
    ]);
  } finally {
    await world.close();
  }
});
