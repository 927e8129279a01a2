/** The model providers that Turbo speaks with. */
export const PROVIDERS = ["anthropic", "openai", "google", "ollama"] as const;
export type ProviderName = (typeof PROVIDERS)[number];
