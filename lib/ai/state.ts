import { type Config, loadConfig } from "#lib/core/config";
import type { AiState } from "#lib/domain/ai/schema";
import { breakerOf } from "./breaker.ts";
import { hostOf, keyVariableOf, titleOf } from "./failure.ts";

/** Whether models may be asked, which ones, and where that would send. Nothing is asked for it. */
export function aiState({ enabled, providers }: Config["ai"] = loadConfig().ai): AiState {
  return {
    enabled,
    providers: providers.map((place) => {
      const { name, model, baseUrl, key } = place;
      const variable = keyVariableOf(name);
      const missing = variable && !key ? variable : null;
      const resting = Math.ceil(breakerOf(place).restMs() / 1000);
      const state = missing ? "no key" : resting > 0 ? "resting" : "ready";
      return { name, title: titleOf(name), model, address: hostOf(baseUrl), state, missing, resting };
    }),
  };
}
