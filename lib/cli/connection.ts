import { dataDirectory } from "#lib/core/data-directory";
import { TurboError } from "#lib/core/errors";
import type { ProviderName } from "#lib/core/model-providers";
import type { ModelTest } from "#lib/domain/ai/schema";
import type { Files } from "./files.ts";
import type { Perform } from "./perform.ts";
import { turboVersion } from "./place.ts";
import { remoteFiles, remotePerform } from "./remote.ts";
import { runningServer } from "./server-file.ts";

/** Asks a model provider one tiny question, or the first that answers. */
export type TestModel = (provider?: ProviderName) => Promise<ModelTest>;

export interface Connection {
  perform: Perform;
  files: Files;
  testModel: TestModel;
  close(): Promise<void>;
}

const nothing = async () => undefined;

/** Where the command line works: at TURBO_URL, else through the server that runs here, else in this process. */
async function openConnection(): Promise<Connection> {
  const client = `turbo/${turboVersion()}`;
  const url = process.env.TURBO_URL?.replace(/\/+$/, "");
  if (url) {
    const key = process.env.TURBO_API_KEY;
    if (!key)
      throw new TurboError(
        "unauthenticated",
        "TURBO_URL is set and TURBO_API_KEY is not. Set it to a key of that Turbo.",
      );
    // fetch would tell the whole of it when it refuses to send it.
    if (!/^[!-~]+$/.test(key))
      throw new TurboError("configuration", "TURBO_API_KEY holds more than a key: a space, a line break or the like.");
    if (!/^https?:/.test(url) || !URL.canParse(url))
      throw new TurboError("configuration", "TURBO_URL must be an address like https://turbo.example.org.");
    return overRest({ url, key, client });
  }
  const server = await runningServer(dataDirectory(process.cwd(), process.env));
  if (server?.token) {
    return overRest({ url: server.url, key: server.token, client });
  }
  const { openLocal } = await import("./local.ts");
  return openLocal(client, server ? new URL(server.url).host : null);
}

function overRest(remote: Parameters<typeof remotePerform>[0]): Connection {
  const perform = remotePerform(remote);
  const testModel: TestModel = (provider) =>
    perform({ name: "ai.test", rest: "POST /ai/test" }, provider ? { provider } : {}) as Promise<ModelTest>;
  return { perform, files: remoteFiles(remote), testModel, close: nothing };
}

/** Lends the means to perform operations and to carry files, and puts them away afterwards. */
export async function withPerform<T>(
  work: (perform: Perform, files: Files, testModel: TestModel) => Promise<T>,
): Promise<T> {
  const { perform, files, testModel, close } = await openConnection();
  try {
    return await work(perform, files, testModel);
  } finally {
    await close();
  }
}
