import { TurboError } from "#lib/core/errors";

export const AREAS = ["system", "database", "claude", "agents"] as const;
export type Area = (typeof AREAS)[number];

/** What was found at one place, and what to do about it where it is not well. */
export interface Check {
  area: Area;
  name: string;
  state: "ok" | "warn" | "wrong";
  detail: string;
  next?: string;
}

/** Makes the checks of an area. */
export function checksOf(area: Area) {
  return {
    ok: (name: string, detail: string): Check => ({ area, name, state: "ok", detail }),
    warn: (name: string, detail: string, next: string): Check => ({ area, name, state: "warn", detail, next }),
    wrong: (name: string, detail: string, next: string): Check => ({ area, name, state: "wrong", detail, next }),
  };
}

export const sentenceOf = (error: unknown) =>
  error instanceof TurboError || error instanceof Error ? error.message : String(error);
