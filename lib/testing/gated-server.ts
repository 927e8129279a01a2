import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connect, type Socket } from "node:net";
import { type Gate, gateEveryServer } from "#lib/doors/server/gates";

export interface GatedServer {
  server: Server;
  port: number;
  /** Opens a connection and writes to it; what comes back is collected. */
  dial(text: string): Promise<Dialled>;
  close(): Promise<void>;
}

export interface Dialled {
  socket: Socket;
  heard(): string;
  /** Resolves once the connection is over. */
  over: Promise<void>;
}

/** A real HTTP server on loopback behind these gates. */
export async function gatedServer(gates: readonly Gate[], answer: RequestListener): Promise<GatedServer> {
  const stopGating = gateEveryServer(gates);
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    server,
    port,
    dial: (text) => dial(port, text),
    async close() {
      stopGating();
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function dial(port: number, text: string): Promise<Dialled> {
  const socket = connect(port, "127.0.0.1");
  let heard = "";
  socket.setEncoding("utf8").on("data", (piece: string) => {
    heard += piece;
  });
  socket.on("error", () => undefined);
  const over = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  await new Promise<void>((resolve) => socket.once("connect", () => resolve()));
  socket.write(text);
  return { socket, heard: () => heard, over };
}
