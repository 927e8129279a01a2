import type { ClientRequest, IncomingMessage, RequestOptions } from "node:http";
import type { Readable } from "node:stream";
import { TurboError } from "#lib/core/errors";

/** A server that says nothing for so long is given up. */
const PATIENCE = 300_000;

interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Readable;
  /** Milliseconds that the server may be silent. */
  patience?: number;
}

/** Asks a server and answers as soon as its head is there. Throws `busy` where it cannot be reached. */
export function ask(address: string, { method = "GET", headers = {}, body, patience = PATIENCE }: Asked = {}) {
  const url = new URL(address);
  return new Promise<IncomingMessage>((resolve, reject) => {
    const away = (error: Error) => reject(unreachable(url, error, method !== "GET"));
    // Of itself Node tells no length of what is sent with DELETE, and the server would take it for a further request.
    const length = typeof body === "string" ? { "content-length": String(Buffer.byteLength(body)) } : {};
    const request = open(url, { method, headers: { ...headers, ...length } }, resolve);
    request.on("error", away);
    request.setTimeout(patience, () => request.destroy(new Error(`it was silent for ${patience / 1000} s`)));
    if (typeof body === "object") body.on("error", (error) => request.destroy(error)).pipe(request);
    else request.end(body);
  });
}

// Not imported: an import of node:http reads all it exports, and with that loads what `fetch` and WebSocket are made of.
function open(url: URL, options: RequestOptions, answered: (message: IncomingMessage) => void): ClientRequest {
  const plain = url.protocol === "http:";
  const { request } = process.getBuiltinModule(plain ? "node:http" : "node:https");
  return request(url, options, answered);
}

/** The whole of an answer as text. */
export async function textOf(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part);
  return Buffer.concat(parts).toString();
}

function unreachable(url: URL, error: Error, writes: boolean): TurboError {
  const first = error instanceof AggregateError ? (error.errors[0] as NodeJS.ErrnoException) : error;
  const connected = !("syscall" in first && /^(connect|getaddrinfo)$/.test(String(first.syscall)));
  const doubt = connected && writes ? " Whether it was saved is not known: look before you repeat it." : "";
  return new TurboError("busy", `Turbo at ${url.origin} does not answer: ${first.message}.${doubt}`, { cause: error });
}
