import { createServer } from "node:net";
import { TurboError } from "#lib/core/errors";

/** Throws `configuration` unless a server could listen there. */
export function requireFreePort(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => reject(cannotListen(host, port, error)));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()));
  });
}

function cannotListen(host: string, port: number, error: NodeJS.ErrnoException): TurboError {
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is taken by another program. Start with another, like \`turbo start --port ${port === 65_535 ? 3001 : port + 1}\`.`,
    EACCES: `Port ${port} may not be used by this account. Start with a port above 1023.`,
    EADDRNOTAVAIL: `${host} is not an address of this machine. Start with --host 127.0.0.1.`,
    ENOTFOUND: `${host} is not an address that can be found. Start with --host 127.0.0.1.`,
  };
  const sentence = sentences[error.code ?? ""] ?? `Turbo cannot listen on ${host}:${port}: ${error.message}.`;
  return new TurboError("configuration", sentence, { cause: error });
}
