import { TurboError } from "#lib/core/errors";
import { REASONS, type Reason } from "./manifest.ts";

const PATTERN = /^turbo-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-([\w.-]+)$/;
export const ENDING = /\.tar(\.zst|\.gz)?(\.age)?$/;

/** 20261130-184500, in UTC. */
export function stampOf(at: Date): string {
  return at.toISOString().slice(0, 19).replaceAll(/[-:]/g, "").replace("T", "-");
}

/** What a backup's file is called, without its ending. */
export const stemOf = (name: string, madeAt: Date) => `turbo-${stampOf(madeAt)}-${name}`;

/** What a file's name says of its backup; null for names that people gave. */
export function readStem(stem: string): { name: string; madeAt: Date; why: Reason } | null {
  const [, year, month, day, hour, minute, second, name] = PATTERN.exec(stem) ?? [];
  if (!name) return null;
  const madeAt = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const why = REASONS.find((one) => one === name) ?? "manual";
  return Number.isNaN(madeAt.getTime()) ? null : { name, madeAt, why };
}

/** Throws unless a name is fit for a file, and not one that Turbo gives by itself. */
export function requireName(name: string): void {
  if (!/^[a-z0-9][\w.-]{0,63}$/i.test(name))
    throw new TurboError("malformed", `"${name}" is no name for a backup: letters, digits, -, _ and . are, up to 64.`);
  if (name !== "manual" && REASONS.some((reason) => reason === name))
    throw new TurboError("malformed", `Turbo itself calls backups "${name}". Choose another name.`);
}
