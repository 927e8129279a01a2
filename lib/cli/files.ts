import type { Attachment } from "#lib/domain/attachments/schema";
import type { PerformOptions } from "./perform.ts";

/** Carries files that are too large for a message, over REST or in process. Throws TurboError. */
export interface Files {
  /** Attaches the file at `path`, under its own name. */
  upload(on: string, path: string, options?: PerformOptions): Promise<Attachment>;
  /** The bytes of an attachment as they come. */
  download(attachment: Attachment): Promise<AsyncIterable<Uint8Array>>;
}
