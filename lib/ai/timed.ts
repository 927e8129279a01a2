import type { Config } from "#lib/core/config";
import { ProviderFailure, titleOf } from "./failure.ts";
import type { ModelRequest, Provider, ProviderEvent } from "./provider.ts";

/** The events of a provider, ended by `too_slow` where the first one or the next one keeps too long. */
export async function* timed(
  provider: Provider,
  request: ModelRequest,
  { firstByteMs, betweenBytesMs }: Pick<Config["ai"], "firstByteMs" | "betweenBytesMs">,
): AsyncGenerator<ProviderEvent> {
  const own = new AbortController();
  const signal = request.signal ? AbortSignal.any([request.signal, own.signal]) : own.signal;
  const title = titleOf(provider.name);
  const slow = (words: string) => own.abort(new ProviderFailure("too_slow", `${title} ${words}`));
  let timer = setTimeout(() => slow(`did not begin to answer within ${firstByteMs / 1000} s.`), firstByteMs);
  try {
    for await (const event of provider.stream({ ...request, signal })) {
      clearTimeout(timer);
      yield event;
      timer = setTimeout(() => slow(`was silent for ${betweenBytesMs / 1000} s.`), betweenBytesMs);
    }
  } finally {
    clearTimeout(timer);
    own.abort();
  }
}
