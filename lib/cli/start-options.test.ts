import { expect, test } from "vitest";
import { type StartOptions, startConfig } from "./start-options.ts";

test.each<[StartOptions, object]>([
  [{ apiPort: "4001" }, { server: { port: 4001 } }],
  [{ apiPort: "4001", webPort: "4002" }, { server: { port: 4002 } }],
  [{ apiPort: "4001", webPort: "4002", port: "4003" }, { server: { port: 4003 } }],
  [{ debug: true }, { log: { level: "debug" } }],
  [{ debug: true, logLevel: "error" }, { log: { level: "error" } }],
  [{ dev: true }, { environment: "development" }],
  [{ production: true }, { environment: "production" }],
  [{ host: "0.0.0.0" }, { bound: "wide" }],
  [{ host: "::1" }, { bound: "loopback" }],
])("A start with %o goes by them.", (options, config) => {
  expect(startConfig(options)).toMatchObject(config);
});

test("A start is for one of development and production.", () => {
  expect(() => startConfig({ dev: true, production: true })).toThrow("Choose one of --dev and --production.");
});
