import { spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";

const SCRIPT = path.resolve(import.meta.dirname, "../../lib/testing/processes/mcp-agent.mjs");

export interface ToolAnswer {
  text: string;
  refused: boolean;
  /** The numbers of the events that it was told. */
  events: number[];
}

export interface Mixed extends ToolAnswer {
  tool: string;
  /** Words that nobody else wrote. */
  said: string;
}

/** An agent that comes in by MCP from a process of its own. */
export interface AgentProcess {
  session: string;
  call(tool: string, args?: object): Promise<ToolAnswer>;
  /** Many writes of all kinds, one after the other. */
  mixed(order: { count: number; issues: readonly string[]; project: string }): Promise<Mixed[]>;
  /** Ends it at once, as a crash would. */
  kill(): void;
}

export async function startAgent(url: string, key: string, session: string, seed: number): Promise<AgentProcess> {
  const child = spawn(process.execPath, [SCRIPT, url, key, session, String(seed)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async <T>(): Promise<T> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`The agent ${session} ended.`);
    return JSON.parse(value) as T;
  };
  const order = <T>(what: object): Promise<T> => {
    child.stdin.write(`${JSON.stringify(what)}\n`);
    return next<T>();
  };
  await next();
  return {
    session,
    call: (tool, args = {}) => order({ tool, args }),
    mixed: (what) => order({ mixed: what }),
    kill: () => void child.kill("SIGKILL"),
  };
}
