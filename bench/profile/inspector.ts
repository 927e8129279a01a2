import { setTimeout as sleep } from "node:timers/promises";

/** Where a Node.js process listens that was told by a signal to be inspected. */
const LIST = "http://127.0.0.1:9229/json/list";

/** What Chrome's developer tools speak with a process. */
export interface Inspector {
  ask<Answer = object>(method: string, parameters?: object): Promise<Answer>;
  /** The value of an expression in the process. */
  value<T>(expression: string): Promise<T>;
  close(): void;
}

interface Message {
  id?: number;
  result?: object;
  error?: { message: string };
}

/** Opens the inspector of a Node.js process. */
export async function inspect(pid: number): Promise<Inspector> {
  process.kill(pid, "SIGUSR1");
  let url: string | null = null;
  while (!url) {
    await sleep(50);
    url = await listening();
  }
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error("The inspector did not answer."));
  });
  const waiting = new Map<number, { resolve: (answer: object) => void; reject: (error: Error) => void }>();
  let last = 0;
  socket.onmessage = ({ data }) => {
    const { id, result, error }: Message = JSON.parse(String(data));
    const asked = waiting.get(id ?? -1);
    waiting.delete(id ?? -1);
    if (error) asked?.reject(new Error(error.message));
    else asked?.resolve(result ?? {});
  };
  const ask = <Answer>(method: string, parameters: object = {}): Promise<Answer> =>
    new Promise<Answer>((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve: resolve as (answer: object) => void, reject });
      socket.send(JSON.stringify({ id: last, method, params: parameters }));
    });
  const inspector = {
    ask,
    async value<T>(expression: string) {
      const { result, exceptionDetails } = await ask<{ result: { value: T }; exceptionDetails?: object }>(
        "Runtime.evaluate",
        { expression, returnByValue: true },
      );
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
      return result.value;
    },
    close: () => socket.close(),
  };
  if ((await inspector.value("process.pid")) !== pid)
    throw new Error("Another process is being inspected on port 9229; try again when it is not.");
  return inspector;
}

async function listening(): Promise<string | null> {
  try {
    const [target] = (await (await fetch(LIST)).json()) as { webSocketDebuggerUrl: string }[];
    return target?.webSocketDebuggerUrl ?? null;
  } catch {
    return null;
  }
}
