/** The command that connects Claude Code to the Turbo at this address, with a key. */
export function claudeLine(url: string, key: string): string {
  return `claude mcp add --transport http turbo ${url}/api/mcp --header "X-API-Key: ${key}"`;
}
