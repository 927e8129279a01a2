import { open } from "node:fs/promises";
import { problemDetails, TurboError } from "#lib/core/errors";
import { newId } from "#lib/core/ids";
import { isUtf16, requireUtf8 } from "#lib/core/utf8";
import { lineText } from "./output.ts";
import type { Named, Perform } from "./perform.ts";
import { printable } from "./printable.ts";

interface LinesJob {
  operation: Named;
  /** Path of a file of JSON lines, or `-` for standard input. */
  from: string;
  /** Fields that stand in no line: the command line's own. */
  shared: Record<string, unknown>;
  /** Writes under way at once; above one, numbers may not follow the order of the lines. */
  parallel: number;
  /** Makes each line safe to repeat: the line's number is added. */
  idempotencyKey: string | null;
  json: boolean;
}

/**
 * Makes one thing of each line, each in a write of its own, and tells each result in the order of the lines. A refused
 * line does not stop the rest; answers how many were refused.
 */
export async function createFromLines(job: LinesJob, perform: Perform): Promise<number> {
  const waiting: Promise<boolean>[] = [];
  let refused = 0;
  const take = async () => {
    if ((await waiting.shift()) === false) refused++;
  };
  let number = 0;
  let told: Promise<unknown> = Promise.resolve();
  for await (const bytes of await linesOf(job.from)) {
    number++;
    if (bytes.toString("latin1").trim() === "") continue;
    const result = createOne(job, bytes, number, perform);
    const line = number;
    const inOrder = told.then(() => result).then((done) => tell(job, line, done));
    told = inOrder;
    waiting.push(inOrder);
    if (waiting.length >= job.parallel) await take();
  }
  while (waiting.length > 0) await take();
  process.stderr.write(refused === 0 ? "" : `${refused} of ${number} lines were refused; the rest was saved.\n`);
  return refused;
}

async function linesOf(from: string): Promise<AsyncIterable<Buffer>> {
  const input = from === "-" ? process.stdin : (await readable(from)).createReadStream();
  return splitLines(input, from === "-" ? "Standard input" : from);
}

/** Lines as bytes: each is read as text on its own, so that one that is none does not stop the rest. */
async function* splitLines(input: AsyncIterable<Buffer>, name: string): AsyncIterable<Buffer> {
  let begun: Buffer[] = [];
  let isFirst = true;
  for await (const part of input) {
    if (isFirst && isUtf16(part)) requireUtf8(part, name);
    isFirst = false;
    let from = 0;
    for (let end = part.indexOf(0x0a); end >= 0; end = part.indexOf(0x0a, from)) {
      yield Buffer.concat([...begun, part.subarray(from, end)]);
      begun = [];
      from = end + 1;
    }
    begun.push(part.subarray(from));
  }
  const last = Buffer.concat(begun);
  if (last.length > 0) yield last;
}

async function readable(file: string) {
  try {
    const opened = await open(file);
    if (!(await opened.stat()).isDirectory()) return opened;
    await opened.close();
  } catch {
    // falls through to the refusal
  }
  throw new TurboError(
    "not_found",
    `${file} cannot be read. Give a file with one JSON object a line, or - for standard input.`,
  );
}

type Result = { output: unknown } | { error: unknown };

async function createOne(job: LinesJob, bytes: Buffer, number: number, perform: Perform): Promise<Result> {
  try {
    const input = { ...job.shared, ...parseLine(requireUtf8(bytes, "This line")) };
    const idempotencyKey = job.idempotencyKey ? `${job.idempotencyKey}:${number}` : null;
    return { output: await perform(job.operation, input, { idempotencyKey }) };
  } catch (error) {
    return { error };
  }
}

function parseLine(text: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new TurboError("malformed", "Is not JSON.", { cause: error });
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new TurboError("malformed", 'Must be a JSON object, like {"title": "…"}.');
}

function tell({ operation, json }: LinesJob, line: number, result: Result): boolean {
  const noun = operation.name.split(".")[0] ?? "";
  const ok = "output" in result;
  const problem = ok ? null : problemDetails(result.error, newId());
  if (json) {
    const answer = ok ? { line, ok, output: result.output } : { line, ok, ...problem };
    process.stdout.write(`${printable(JSON.stringify(answer))}\n`);
  } else if (ok) {
    process.stdout.write(`${line}: ${lineText(noun, result.output)}\n`);
  } else {
    process.stderr.write(`${line}: ${printable(problem?.detail ?? "")}\n`);
  }
  return ok;
}
