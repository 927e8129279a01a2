const HANDLE = /^@?[a-z0-9][a-z0-9._-]{0,38}$/i;

/** Can this be the handle of a person here? */
export function isHandle(name: string): boolean {
  return HANDLE.test(name);
}

/** Those that can be handles of people here, as many as an issue takes. */
export function handlesAmong(names: readonly string[]): string[] {
  return names.filter(isHandle).slice(0, 50);
}
