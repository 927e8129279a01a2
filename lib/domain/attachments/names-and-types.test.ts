import { expect, test } from "vitest";
import { refusal } from "#lib/testing/refusal";
import { fileName } from "./file-name.ts";
import { mediaType, requireAllowedType } from "./media-type.ts";

test.each([
  ["shot.png", "shot.png"],
  ["../../etc/passwd", "passwd"],
  ["C:\\Users\\Ada\\plan.pdf", "plan.pdf"],
  ["a\u0000b\r\nc.txt", "abc.txt"],
  ["harmless\u202Egpj.exe", "harmlessgpj.exe"],
  ["  two   words .txt. ", "two words .txt"],
  ["Gru\u0308ße 👩‍💻.md", "Gr\u00fcße 👩‍💻.md"],
  [".gitignore", ".gitignore"],
  [`${"x".repeat(300)}.png`, `${"x".repeat(196)}.png`],
])("A file sent as %j is called %j.", (sent, name) => expect(fileName(sent)).toBe(name));

test.each(["", "/", "..", "a/", " \u202e "])("A file without a name is refused: %j.", async (sent) => {
  expect(await refusal((async () => fileName(sent))())).toMatchObject({ code: "invalid", fields: [{ path: "name" }] });
});

const hex = (digits: string) => Buffer.from(digits.padEnd(64, "0"), "hex");
const text = (words: string) => Buffer.from(words);
const PNG = hex("89504e470d0a1a0a0000000d49484452");
const JPEG = hex("ffd8ffe000104a46");
const ZIP = hex("504b030414000000");
const PDF = text("%PDF-1.7\n%âãÏÓ\n");

test.each([
  ["a.png", PNG, "image/png"],
  ["a.JPG", JPEG, "image/jpeg"],
  ["a.gif", hex("474946383961"), "image/gif"],
  ["a.webp", hex("524946460102030457454250"), "image/webp"],
  ["a.avif", hex("000000206674797061766966"), "image/avif"],
  ["a.mp4", hex("000000206674797069736f6d"), "video/mp4"],
  ["a.pdf", PDF, "application/pdf"],
  ["a.zip", ZIP, "application/zip"],
  ["plan.docx", ZIP, "application/zip"],
  ["a.svg", text('<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg"/>'), "image/svg+xml"],
  ["a.html", text("<!DOCTYPE html><script>alert(1)</script>"), "text/html"],
  ["part.html", text("just words"), "text/html"],
  ["page.txt", text("<!DOCTYPE html><script>alert(1)</script>"), "text/html"],
  ["run.js", text("alert(1)"), "text/plain"],
  ["notes.md", text("# Notes"), "text/markdown"],
  ["latin.txt", Buffer.from("Grüße", "latin1"), "text/plain"],
  ["wide.txt", Buffer.concat([hex("fffe").subarray(0, 2), Buffer.from("Hallo", "utf16le")]), "text/plain"],
  ["id3.txt", text("ID3 is a tag. MZ and BM are letters."), "text/plain"],
  ["Makefile", text("all:\n\techo"), "text/plain"],
  ["noextension", PNG, "image/png"],
  ["core.dump", hex("7f454c46020101"), "application/octet-stream"],
  ["what.xyz", hex("0001020304"), "application/octet-stream"],
])("%s is told by its content.", (name, head, type) => expect(mediaType(name, head)).toBe(type));

test.each([
  ["shot.png", PDF, "a PDF document", ".pdf"],
  ["shot.png", text("<svg onload='alert(1)'></svg>"), "an SVG drawing", ".svg"],
  ["shot.jpg", text("<html>"), "an HTML page", ".html"],
  ["notes.txt", hex("4d5a90000300"), "a Windows program", ".exe"],
  ["drawing.svg", text("no drawing"), "text", ".txt"],
  ["plan.docx", PDF, "a PDF document", ".pdf"],
  ["scan.pdf", hex("0001020304"), "data of no known kind", "was meant"],
])("%s that holds something else is refused with what it is.", async (name, head, called, advice) => {
  const said = await refusal((async () => mediaType(name, head))());
  expect(said).toMatchObject({ code: "invalid", fields: [{ path: "name" }] });
  expect(said.message).toContain(`its content is ${called}.`);
  expect(said.message).toContain(advice);
});

test("Only allowed types pass, by family or by name.", async () => {
  const allowed = ["image/*", "application/pdf"];
  for (const type of ["image/png", "application/pdf"]) requireAllowedType("a", type, allowed);
  requireAllowedType("a", "text/html", ["*/*"]);
  const said = await refusal((async () => requireAllowedType("a.zip", "application/zip", allowed))());
  expect(said).toMatchObject({ code: "unsupported_media" });
  expect(said.message).toContain("image/*, application/pdf");
});
