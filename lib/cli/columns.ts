/** What tables show of each noun, in this order; nouns that are not here show their plain fields. */
export const COLUMNS: Record<string, readonly string[]> = {
  issues: ["key", "status", "priority", "type", "assignee", "title"],
  documents: ["key", "status", "kind", "author", "updatedAt", "title"],
  templates: ["name", "kind", "own", "title", "description"],
  projects: ["key", "status", "priority", "open", "done", "percent", "name"],
  initiatives: ["key", "status", "health", "author", "owner", "targetDate", "progress", "createdAt", "body", "title"],
  milestones: ["key", "status", "dueDate", "progress", "forecast", "late", "title"],
  comments: ["id", "author", "createdAt", "body"],
  attachments: ["id", "name", "size", "mediaType", "author", "createdAt"],
  worklogs: ["id", "issue", "user", "startedAt", "minutes", "running", "note"],
  sessions: ["session", "user", "key", "client", "first", "last", "writes"],
  labels: ["name", "colour", "description"],
  keys: ["prefix", "name", "kind", "scope", "projects", "expiresAt", "lastUsedAt", "revokedAt"],
  users: ["handle", "name", "role", "email", "disabledAt"],
  search: ["kind", "issue", "project", "excerpt"],
};
