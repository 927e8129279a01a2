import pino, { type Logger } from "pino";
import { tellFault } from "./faults.ts";
import { secretHider } from "./hide-secrets.ts";
import { LOG_LEVELS, prettyLine } from "./log-line.ts";
import { openRotatingFile, type RotatingFile, type Rotation } from "./rotating-file.ts";

/** Header values and fields that never reach a log. */
const REDACTED = [
  "*.authorization",
  "*.cookie",
  "*.password",
  "*.token",
  "*.secret",
  "*.apiKey",
  'headers["x-api-key"]',
];

/** The rank of its level, as pino counts. */
const ERROR = 50;

export interface LogOptions {
  /** Null where no file is kept. */
  file?: Rotation | null;
  /** Secrets of the configuration, taken out wherever they stand. */
  secrets?: readonly (string | null | undefined)[];
  /** What standard error is, where it is a terminal. */
  terminal?: Terminal | null;
  /** Standard error is left alone as long as the file is kept: nobody reads it. */
  fileAlone?: boolean;
}

type Terminal = Pick<NodeJS.WriteStream, "write" | "hasColors">;

/** Where lines go: one JSON object each. `least` is the level from which on it wants them. */
interface Sink {
  least: number;
  write(line: string): void;
}

/**
 * The process's log: JSON lines on standard error, or one readable line each where that is a terminal; and in a file, where
 * one is kept. A terminal then shows what is wrong only, and the file has all of it.
 */
export function createLogger(level: string, options: LogOptions = {}): Logger {
  const { file = null, secrets = [], terminal = process.stderr.isTTY ? process.stderr : null } = options;
  const hide = secretHider(secrets);
  const shown = file && level === "info" ? "warn" : level;
  const sinks = [
    ...(file ? [keptFile(file, terminal ?? process.stderr)] : []),
    ...(file && options.fileAlone ? [] : [terminal ? inWords(terminal, shown) : standardError()]),
  ];
  const destination = {
    // Asks pino to say the level of each line.
    [Symbol.for("pino.metadata")]: true,
    lastLevel: 0,
    write(line: string) {
      const clean = hide(line);
      for (const { least, write } of sinks) if (this.lastLevel >= least) write(clean);
    },
  };
  return pino(
    {
      level,
      redact: REDACTED,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: {
        logMethod(said, method, rank) {
          if (rank >= ERROR) tellFaultOf(said, this.bindings());
          method.apply(this, said);
        },
      },
    },
    destination,
  );
}

/** What is logged as an error is a fault. A line that is nothing but text is what packages say on the console. */
function tellFaultOf([fields, message]: unknown[], bindings: Record<string, unknown>): void {
  if (typeof fields !== "object" || fields === null) return;
  const { err, requestId, job } = { ...bindings, ...fields } as Record<string, unknown>;
  tellFault({
    message: String(message ?? ""),
    ...(err === undefined ? {} : { error: err }),
    ...(typeof requestId === "string" ? { requestId } : {}),
    ...(typeof job === "string" ? { job } : {}),
  });
}

function standardError(): Sink {
  const out = pino.destination(2);
  return { least: 0, write: (line) => void out.write(line) };
}

function inWords(terminal: Terminal, level: string): Sink {
  const colour = terminal.hasColors();
  return {
    least: 10 + 10 * (LOG_LEVELS as readonly string[]).indexOf(level),
    write: (line) => void terminal.write(`${prettyLine(line.trimEnd(), { colour })}\n`),
  };
}

/** The file of a log, opened for its first line. That it takes nothing is said once a minute, and fails nobody. */
function keptFile(rotation: Rotation, out: Pick<Terminal, "write">): Sink {
  let file: RotatingFile | null = null;
  let saidAt = Number.NEGATIVE_INFINITY;
  return {
    least: 0,
    write(line) {
      try {
        file ??= openRotatingFile(rotation);
        file.write(line);
      } catch (error) {
        if (performance.now() - saidAt < 60_000) return;
        saidAt = performance.now();
        const reason = error instanceof Error ? error.message : String(error);
        out.write(`The log is not kept in ${rotation.file}: ${reason}\n`);
      }
    },
  };
}
