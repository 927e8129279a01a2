import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Settings } from "../check.ts";
import { type Checked, readMarkdown } from "./check-file.ts";

type Found = Extract<Checked, { findings: unknown }>;

const digest = (text: string) => createHash("sha256").update(text).digest("base64url");

/**
 * What was found in texts, kept in a file from run to run, by the texts and all that the findings follow from. The file
 * is put in its place whole; what is broken in it makes it none.
 */
export class Kept {
  private readonly before: ReadonlyMap<string, Found>;
  private readonly now = new Map<string, Found>();
  private readonly names = new Map<Settings, string>();

  /** `basis`: whatever the findings follow from beside text and settings. */
  constructor(
    private readonly file: string,
    private readonly basis: string,
  ) {
    this.before = readKept(file);
  }

  find(place: string, settings: Settings): Checked | null {
    const read = readMarkdown(place);
    if ("reason" in read) return read;
    const name = this.nameOf(read.hash, settings);
    const found = this.before.get(name);
    if (!found) return null;
    this.now.set(name, found);
    return found;
  }

  add(checked: Checked, settings: Settings): void {
    if ("findings" in checked) this.now.set(this.nameOf(checked.hash, settings), checked);
  }

  /** Keeps what this run met; another run's that ends at the same time may take its place. */
  save(): void {
    if (this.now.size === this.before.size && [...this.now.keys()].every((name) => this.before.has(name))) return;
    const body = JSON.stringify([...this.now]);
    mkdirSync(path.dirname(this.file), { recursive: true });
    const fresh = `${this.file}.${process.pid}`;
    try {
      writeFileSync(fresh, `${digest(body)}\n${body}`);
      renameSync(fresh, this.file);
    } finally {
      rmSync(fresh, { force: true });
    }
  }

  private nameOf(hash: string, settings: Settings): string {
    const known = this.names.get(settings) ?? digest(`${this.basis}\n${JSON.stringify(settings)}`);
    this.names.set(settings, known);
    return `${known.slice(0, 16)} ${hash}`;
  }
}

function readKept(file: string): ReadonlyMap<string, Found> {
  try {
    const text = readFileSync(file, "utf8");
    const at = text.indexOf("\n");
    const body = text.slice(at + 1);
    return digest(body) === text.slice(0, at) ? new Map(JSON.parse(body) as [string, Found][]) : new Map();
  } catch {
    return new Map();
  }
}
