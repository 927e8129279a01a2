import { invalidField, TurboError } from "#lib/core/errors";
import type { StagedContent } from "#lib/core/staged-content";
import type { ContentStore } from "#lib/db/content-store";
import { HEAD } from "./content-kind.ts";
import { fileName } from "./file-name.ts";
import { mediaType, requireAllowedType } from "./media-type.ts";

/** What an instance takes: sizes in MB, types like `image/*`. */
export interface UploadLimits {
  maxSizeMb: number;
  allowedTypes: readonly string[];
}

interface Upload {
  /** As the caller sent it. */
  name: string;
  body: AsyncIterable<Uint8Array>;
  limits: UploadLimits;
}

/** A file whose content is taken in. */
export interface TakenIn {
  name: string;
  mediaType: string;
  content: StagedContent;
}

/**
 * Takes a file in piece by piece, has `work` write what refers to it, and clears away what then nothing refers to.
 * Refuses by the first bytes what is not what its name says. Throws `too_large`, `invalid`, `unsupported_media`.
 */
export async function takeIn<T>(
  contents: ContentStore,
  { name: given, body, limits }: Upload,
  work: (file: TakenIn) => Promise<T>,
): Promise<T> {
  const name = fileName(given);
  let type = "";
  const content = await contents.stage(
    watched(body, {
      limits,
      onHead: (head) => {
        type = mediaType(name, head);
        requireAllowedType(name, type, limits.allowedTypes);
      },
    }),
  );
  try {
    return await work({ name, mediaType: type, content });
  } finally {
    await contents.release(content);
  }
}

/** Refuses a size that is known before the first byte. */
export function requireSize({ maxSizeMb }: UploadLimits, bytes: number): void {
  if (bytes <= maxSizeMb * 1024 * 1024) return;
  throw new TurboError(
    "too_large",
    `The file is over the limit of ${maxSizeMb} MB. Nothing was kept. Attach a smaller one, or link to where it lies.`,
  );
}

interface Watch {
  limits: UploadLimits;
  onHead: (head: Uint8Array) => void;
}

/** The same bytes, as long as they keep to the limits. */
async function* watched(body: AsyncIterable<Uint8Array>, { limits, onHead }: Watch): AsyncIterable<Uint8Array> {
  let size = 0;
  let head: Uint8Array | null = new Uint8Array(0);
  for await (const chunk of body) {
    size += chunk.byteLength;
    requireSize(limits, size);
    if (head) {
      head = Buffer.concat([head, chunk.subarray(0, HEAD - head.byteLength)]);
      if (head.byteLength === HEAD) {
        onHead(head);
        head = null;
      }
    }
    yield chunk;
  }
  if (size === 0) throw invalidField("content", "The file is empty. Nothing was kept.");
  if (head) onHead(head);
}
