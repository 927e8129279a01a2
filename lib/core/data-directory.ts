import path from "node:path";
import { findSetting, readTomlFile } from "./setting-sources.ts";

export const DATA_DIRECTORY = {
  toml: "turbo.data_directory",
  env: ["TURBO_DATA_DIRECTORY", "TURBO_DATA_DIR"],
  fallback: ".turbo",
} as const;

/** The folder that `config.dataDirectory` names, found without looking at any other setting. */
export function dataDirectory(cwd: string, env: Record<string, string | undefined>): string {
  const home = path.resolve(cwd, env.TURBO_HOME || ".");
  const { raw } = findSetting(DATA_DIRECTORY, { env, file: readTomlFile(path.join(home, "turbo.toml")) });
  return path.resolve(home, typeof raw === "string" && raw !== "" ? raw : DATA_DIRECTORY.fallback);
}
