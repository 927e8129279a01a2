import http from "node:http";

/** One request that a benchmark sends. */
export interface Call {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
}

export interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}

export interface Client {
  send(call: Call): Promise<Answer>;
  /** Sends `calls` of them, numbered from `from`, on all connections at once. Throws where one is not answered well. */
  sendMany(call: (n: number) => Call, from: number, calls: number): Promise<void>;
  close(): void;
}

/** A client with connections that stay open. */
export function keepAliveClient(base: string, connections: number): Client {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const send = (asked: Call): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const { method, path, headers = {}, body } = asked;
      const payload = body === undefined ? null : JSON.stringify(body);
      const request = http.request(
        new URL(path, base),
        {
          method,
          agent,
          headers: {
            ...headers,
            ...(payload ? { "content-type": "application/json", "content-length": Buffer.byteLength(payload) } : {}),
          },
        },
        (response) => {
          let text = "";
          response.setEncoding("utf8");
          response.on("data", (chunk) => (text += chunk));
          response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
          response.on("error", reject);
        },
      );
      request.on("error", (error: NodeJS.ErrnoException) => {
        // The server ends a connection that lay idle for some seconds; it may do so just as it is taken up again.
        if (request.reusedSocket && error.code === "ECONNRESET") resolve(send(asked));
        else reject(error);
      });
      request.end(payload);
    });
  const sendMany = async (call: (n: number) => Call, from: number, calls: number) => {
    let next = from;
    const one = async () => {
      while (next < from + calls) {
        const asked = call(next++);
        const answer = await send(asked);
        // MCP answers a refusal with 200.
        if (answer.status >= 300 || answer.text.includes('"isError":true'))
          throw new Error(`${asked.method} ${asked.path} was answered ${answer.status}: ${answer.text.slice(0, 300)}`);
      }
    };
    await Promise.all(Array.from({ length: connections }, one));
  };
  return { send, sendMany, close: () => agent.destroy() };
}
