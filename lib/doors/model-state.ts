import { aiState } from "#lib/ai/state";
import type { AiState } from "#lib/domain/ai/schema";

/** How the model providers of this process stand, for who may see the whole of it. */
export function modelState(): AiState {
  return aiState();
}
