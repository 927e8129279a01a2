import type { ApiKey } from "#lib/domain/keys/schema";

export const KEY_KIND_WORDS = {
  agent: "Agent",
  script: "Script",
  person: "Person",
} as const satisfies Record<ApiKey["kind"], string>;

export const SCOPE_WORDS = {
  read: "reads",
  write: "reads and writes",
  admin: "administers",
} as const satisfies Record<ApiKey["scope"], string>;
