import type { Config } from "#lib/core/config";
import { readConfig } from "#lib/core/config";
import { TurboError } from "#lib/core/errors";

export interface StartOptions {
  dev?: boolean;
  production?: boolean;
  port?: string;
  apiPort?: string;
  webPort?: string;
  host?: string;
  debug?: boolean;
  logLevel?: string;
  open?: boolean;
  backup?: boolean;
}

/** The configuration that a start works with: the command line's word first, and how the host binds it. */
export function startConfig(options: StartOptions): Config {
  const overrides = {
    port: options.port ?? options.webPort ?? options.apiPort,
    host: options.host,
    logLevel: options.logLevel ?? (options.debug ? "debug" : undefined),
    environment: environmentOf(options),
  };
  const { config } = readConfig({ cwd: process.cwd(), env: process.env, overrides });
  return { ...config, bound: isLoopback(config.server.host) ? "loopback" : "wide" };
}

function environmentOf({ dev, production }: StartOptions): string | undefined {
  if (dev && production) throw new TurboError("malformed", "Choose one of --dev and --production.");
  if (dev) return "development";
  return production ? "production" : undefined;
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** An address to reach a server at that listens on `host`. */
export function addressOf(host: string, port: number): string {
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}`;
}
