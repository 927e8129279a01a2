import { expect, test } from "vitest";
import type { Attachment } from "#lib/domain/attachments/schema";
import { attachmentMarkdown, pictureOf } from "./attachment-markdown.tsx";

const CONTENT = "/api/v1/attachments/01a1fdfb-9b96-7440-89ee-7d650f04033d/content";
const file = (name: string, inline: boolean) => ({ name, inline, content: CONTENT }) as Attachment;

test("Images are shown, other files linked, and no name breaks out of the brackets.", () => {
  expect(attachmentMarkdown(file("shot.png", true))).toBe(`![shot.png](${CONTENT})`);
  expect(attachmentMarkdown(file("shot.png", true), { width: 800, height: 600 })).toBe(
    `![shot.png](${CONTENT}#800x600)`,
  );
  expect(attachmentMarkdown(file("a](javascript:x).pdf", false))).toBe(`[a\\](javascript:x).pdf](${CONTENT})`);
});

test("Only what is attached here is a picture.", () => {
  expect(pictureOf(CONTENT)).toEqual({ content: CONTENT });
  expect(pictureOf(`${CONTENT}#800x600`)).toEqual({ content: CONTENT, width: 800, height: 600 });
  for (const other of [
    `https://evil.example${CONTENT}`,
    `//evil.example${CONTENT}`,
    `${CONTENT}?x=1`,
    `${CONTENT}/../../me`,
    "/api/v1/attachments/../me/content",
    "data:image/png;base64,AAAA",
    "",
  ]) {
    expect(pictureOf(other)).toBeNull();
  }
});
