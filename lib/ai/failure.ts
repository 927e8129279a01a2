import { secretHider } from "#lib/core/hide-secrets";
import type { ProviderName } from "#lib/core/model-providers";

/**
 * `key_refused`, `unknown_model`, `not_understood`: as it is set or asked here, it will not go better a second time.
 * `wrong_answer`: an answer that is not what the protocol or the asked form says.
 * `limited`, `overloaded`: the provider wants to be asked later. `unreachable`, `too_slow`, `cut`: it is not there, or not whole.
 */
export type FailureKind =
  | "key_refused"
  | "unknown_model"
  | "not_understood"
  | "wrong_answer"
  | "limited"
  | "overloaded"
  | "unreachable"
  | "too_slow"
  | "cut";

/** Kinds for which a provider is asked again after a wait. */
export const COMES_BACK: readonly FailureKind[] = ["limited", "overloaded"];
/** Kinds that tell of a provider in trouble, which the breaker counts. */
export const IN_TROUBLE: readonly FailureKind[] = ["limited", "overloaded", "unreachable", "too_slow", "cut"];

/** A provider did not answer, and why in a sentence that names no secret. */
export class ProviderFailure extends Error {
  readonly kind: FailureKind;
  /** Milliseconds that the provider asked to wait; null where it did not say. */
  readonly waitMs: number | null;

  constructor(kind: FailureKind, message: string, { waitMs = null }: { waitMs?: number | null } = {}) {
    super(message);
    this.name = "ProviderFailure";
    this.kind = kind;
    this.waitMs = waitMs;
  }
}

/** Who is spoken with, for what is said of failures. */
export interface Peer {
  name: ProviderName;
  model: string;
  baseUrl: string;
  key: string | null;
}

const KEY_VARIABLE = { anthropic: "ANTHROPIC_API_KEY", openai: "OPENAI_API_KEY", google: "GOOGLE_API_KEY", ollama: "" };
const TITLES = { anthropic: "Anthropic", openai: "OpenAI", google: "Google", ollama: "Ollama" } as const;
export const titleOf = (name: ProviderName) => TITLES[name];
export const keyVariableOf = (name: ProviderName) => KEY_VARIABLE[name];

interface Refusal {
  status: number;
  /** What the provider said, as it said it. */
  said: string;
  waitMs: number | null;
}

/** The failure that a refused request is. */
export function failureOf(peer: Peer, { status, said, waitMs }: Refusal): ProviderFailure {
  const name = titleOf(peer.name);
  const words = quoted(peer, said);
  if (
    status === 401 ||
    status === 403 ||
    (status === 400 && /api[ _-]?key not valid|invalid api[ _-]?key/i.test(said))
  ) {
    const variable = keyVariableOf(peer.name);
    const way = variable ? ` Set ${variable} to a key that it takes.` : "";
    return new ProviderFailure("key_refused", `${name} refused the key (${status}).${words}${way}`);
  }
  if (status === 404 || (status === 400 && /model.{0,80}(not found|does not exist|not supported)/i.test(said))) {
    const pull = peer.name === "ollama" ? ` \`ollama pull ${peer.model}\` fetches it, or` : "";
    return new ProviderFailure(
      "unknown_model",
      `${name} has no model ${peer.model}.${words}${pull} ${pull ? "set" : "Set"} ai.${peer.name}.model to one that it has.`,
    );
  }
  if (status === 429)
    return new ProviderFailure("limited", `${name} takes no more requests now (429).${words}`, { waitMs });
  if (status === 408 || status >= 500)
    return new ProviderFailure("overloaded", `${name} is overloaded or broken (${status}).${words}`, { waitMs });
  return new ProviderFailure("not_understood", `${name} refused the request (${status}).${words}`);
}

export function unreachable(peer: Peer, error: unknown): ProviderFailure {
  const why = causeOf(error);
  const start = peer.name === "ollama" ? " Start it with `ollama serve`, or set OLLAMA_BASE_URL to where it is." : "";
  return new ProviderFailure(
    "unreachable",
    `${titleOf(peer.name)} does not answer at ${hostOf(peer.baseUrl)}${why ? `: ${why}` : ""}.${start}`,
  );
}

export function cutOff(peer: Peer): ProviderFailure {
  return new ProviderFailure("cut", `The answer of ${titleOf(peer.name)} broke off before its end.`);
}

export function wrongAnswer(peer: Peer, what: string): ProviderFailure {
  return new ProviderFailure("wrong_answer", `${titleOf(peer.name)} answered ${what}.`);
}

function causeOf(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (inner instanceof Error && "code" in inner && typeof inner.code === "string") return inner.code;
  return inner instanceof Error ? (inner.message.split("\n")[0] ?? "") : "";
}

/** The server of an address, without what else stands in it. */
export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : "an address that is none";
}

/** What a provider said, short and without the key, which some of them repeat. */
function quoted({ key }: Peer, said: string): string {
  const text = secretHider([key])(said.replace(/\s+/g, " ").trim()).slice(0, 200);
  return text ? ` It says: ${text.replace(/\.?$/, ".")}` : "";
}
