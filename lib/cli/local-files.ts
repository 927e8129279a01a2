import { createReadStream } from "node:fs";
import path from "node:path";
import type { Config } from "#lib/core/config";
import type { Context } from "#lib/core/context";
import { run } from "#lib/core/operation";
import { checkUpload } from "#lib/domain/attachments/check-upload";
import { createAttachment } from "#lib/domain/attachments/create-attachment";
import { takeIn } from "#lib/domain/attachments/take-in";
import type { Files } from "./files.ts";
import type { PerformOptions } from "./perform.ts";

/** Files of the configured database, in this process. */
export function localFiles(limits: Config["uploads"], context: (options?: PerformOptions) => Context): Files {
  return {
    async upload(on, file, options) {
      const ctx = context(options);
      await run(checkUpload, ctx, { on });
      return takeIn(
        ctx.database.contents,
        { name: path.basename(file), body: createReadStream(file), limits },
        (taken) => run(createAttachment, ctx, { on, ...taken }),
      );
    },
    download: async ({ hash, size }) => context().database.contents.read(hash, 0, size - 1),
  };
}
