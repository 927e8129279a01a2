import { channel } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";

/** Looks at a request before Next does; true where it has answered it. */
export type Gate = (request: IncomingMessage, response: ServerResponse, server: Server) => boolean | Promise<boolean>;

const STARTED = "http.server.request.start";

/**
 * Puts gates before every HTTP server of this process. Next makes its server by itself, so it is met at its first request.
 * `upgrades` are let through where Next serves the sources, whose pages listen for changes.
 */
export function gateEveryServer(gates: readonly Gate[], { upgrades = false } = {}): () => void {
  const met = new WeakSet<Server>();
  const meet = (message: unknown) => {
    const { server } = message as { server: Server };
    if (met.has(server)) return;
    met.add(server);
    gateServer(server, gates);
    // Nothing here speaks another protocol; Next would hold such a connection open, outside of every time limit.
    if (!upgrades) server.on("upgrade", (_, socket) => socket.destroy());
  };
  channel(STARTED).subscribe(meet);
  return () => channel(STARTED).unsubscribe(meet);
}

function gateServer(server: Server, gates: readonly Gate[]): void {
  const behind = server.listeners("request");
  server.removeAllListeners("request");
  const goOn = (request: IncomingMessage, response: ServerResponse) => {
    for (const listener of behind) listener.call(server, request, response);
  };
  server.on("request", (request, response) => {
    // A gate that fails must not leave anybody waiting; that it failed is a fault of ours, which is thrown on.
    const fail = (error: unknown) => {
      response.destroy();
      throw error;
    };
    try {
      const passed = passGates(gates, request, response, server);
      if (passed === true) goOn(request, response);
      else if (passed !== false) passed.then((late) => late && goOn(request, response), fail);
    } catch (error) {
      fail(error);
    }
  });
}

/** Whether none of the gates answered; a promise only where one of them takes its time. */
function passGates(
  [gate, ...further]: readonly Gate[],
  request: IncomingMessage,
  response: ServerResponse,
  server: Server,
): boolean | Promise<boolean> {
  if (!gate) return true;
  const answered = gate(request, response, server);
  if (answered === true) return false;
  if (answered === false) return passGates(further, request, response, server);
  return answered.then((late) => !late && passGates(further, request, response, server));
}
