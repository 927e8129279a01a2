import { TurboError } from "#lib/core/errors";

/** How long the next piece of a body is waited for, in milliseconds. */
const PATIENCE = 15_000;

/** The next piece of a body, null at its end. Throws `too_slow` where none comes, `malformed` where its sender has left. */
export async function nextChunk(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  patience = PATIENCE,
): Promise<Uint8Array | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow(patience)), patience);
  });
  try {
    return (await Promise.race([reader.read(), late])).value ?? null;
  } catch (error) {
    if (error instanceof TurboError) throw error;
    throw new TurboError("malformed", "The body broke off on its way. Nothing of it was kept; send it again.", {
      cause: error,
    });
  } finally {
    clearTimeout(timer);
  }
}

function tooSlow(patience: number): TurboError {
  return new TurboError(
    "too_slow",
    `Nothing came of the body for ${patience / 1000} s, so the request was ended. Nothing of it was kept; send it again.`,
  );
}
