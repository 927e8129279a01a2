import type { ProviderPlace } from "#lib/core/config";
import type { Provider } from "./provider.ts";

/** The adapter of a provider, which is loaded with the first question to it. */
export async function openProvider({ embeddingModel, ...peer }: ProviderPlace): Promise<Provider> {
  switch (peer.name) {
    case "anthropic":
      return (await import("./anthropic.ts")).anthropicProvider(peer);
    case "openai":
      return (await import("./openai.ts")).openaiProvider(peer, embeddingModel ?? "");
    case "google":
      return (await import("./google.ts")).googleProvider(peer, embeddingModel ?? "");
    case "ollama":
      return (await import("./ollama.ts")).ollamaProvider(peer, embeddingModel ?? "");
  }
}
