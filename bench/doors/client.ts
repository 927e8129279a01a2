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
  /** Milliseconds until the head of the answer was there, and until all of it was. */
  firstByteMs: number;
  ms: number;
}

/** A client with one connection that stays open. */
export function keepAliveClient(base: string) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const send = ({ method, path, headers = {}, body }: Call): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const payload = body === undefined ? null : JSON.stringify(body);
      const start = performance.now();
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
          const firstByteMs = performance.now() - start;
          let text = "";
          response.setEncoding("utf8");
          response.on("data", (chunk) => (text += chunk));
          response.on("end", () => {
            const ms = performance.now() - start;
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text, firstByteMs, ms });
          });
          response.on("error", reject);
        },
      );
      request.on("error", reject);
      request.end(payload);
    });
  return { send, close: () => agent.destroy() };
}
