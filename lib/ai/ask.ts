import { loadConfig } from "#lib/core/config";
import type { Context } from "#lib/core/context";
import { run } from "#lib/core/operation";
import { aiIsOff, beginCall } from "#lib/domain/ai/begin-call";
import { endCall } from "#lib/domain/ai/end-call";
import { type AnswerEvent, answer, type Ledger } from "./answer.ts";
import type { ModelRequest } from "./provider.ts";

interface Purpose {
  /** What for, as a word: it stands in the account of what was used. */
  purpose: string;
  /** Key or id of the project that it is for. */
  project?: string | null;
  /** Only this one of the providers; otherwise all in their order. */
  provider?: string | undefined;
}

/**
 * Asks a model for who holds the context, within budgets, and writes down what it used. Never inside a transaction: the
 * answer comes over the network.
 */
export async function* ask(
  ctx: Context,
  { purpose, project = null, provider }: Purpose,
  request: ModelRequest,
): AsyncGenerator<AnswerEvent, void> {
  const { ai } = loadConfig();
  if (!ai.enabled) throw aiIsOff();
  const ledger: Ledger = {
    async begin({ name, model }, reserved) {
      const since = performance.now();
      const { id } = await run(beginCall, ctx, { purpose, project, provider: name, model, reserved });
      return async (outcome, used) => {
        const milliseconds = Math.round(performance.now() - since);
        await run(endCall, ctx, { id, outcome, used, milliseconds });
      };
    },
    failed({ name, model }, { kind, message }) {
      ctx.log.warn({ provider: name, model, kind, purpose }, message);
    },
  };
  const chosen = provider === undefined ? ai.providers : ai.providers.filter(({ name }) => name === provider);
  yield* answer({ ...ai, providers: chosen }, request, ledger);
}
