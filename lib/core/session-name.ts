/** How inputs call the writes of a key that name no session. */
export const UNNAMED = "none";

/** A session as a caller names it; null where that says that there is none. Inputs that ask for one are trimmed as well. */
export function sessionNamed(name: string | null | undefined): string | null {
  const session = name?.trim() ?? "";
  return session === "" || session === UNNAMED ? null : session;
}
