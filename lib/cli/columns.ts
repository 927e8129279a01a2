import type { KindFolder } from "#lib/domain/kinds";

/** What tables show of each noun, or of what one operation lists, in this order; others show their plain fields. */
export const COLUMNS: Record<string, readonly string[]> = {
  issues: ["key", "status", "priority", "type", "assignee", "stale", "title"],
  queue: ["place", "score", "pinned", "key", "priority", "assignee", "because", "title"],
  claims: ["issue", "holder", "session", "since", "until", "end", "title"],
  documents: ["key", "status", "kind", "author", "updatedAt", "stale", "title"],
  "documents.revisions": ["number", "createdAt", "author", "length", "note", "title"],
  templates: ["name", "kind", "own", "title", "description"],
  projects: ["key", "status", "priority", "open", "done", "percent", "name"],
  initiatives: ["key", "status", "health", "owner", "targetDate", "late", "progress", "title"],
  "initiatives.updates": ["id", "health", "author", "createdAt", "body"],
  milestones: ["key", "status", "dueDate", "late", "progress", "forecast", "title"],
  timeline: ["kind", "key", "status", "health", "startDate", "targetDate", "dueDate", "late", "progress", "title"],
  decisions: ["key", "status", "kind", "decidedBy", "decidedAt", "supersededBy", "warnings", "title"],
  comments: ["id", "author", "createdAt", "body"],
  attachments: ["id", "name", "size", "mediaType", "author", "createdAt"],
  worklogs: ["id", "issue", "user", "startedAt", "minutes", "running", "note"],
  inbox: ["id", "kind", "on", "actor", "createdAt", "dueDate", "read", "excerpt"],
  references: ["on", "source"],
  changes: ["number", "at", "actor", "door", "session", "operation", "changes"],
  sessions: ["session", "user", "key", "client", "first", "last", "writes"],
  labels: ["name", "colour", "description"],
  keys: ["prefix", "name", "kind", "scope", "projects", "expiresAt", "lastUsedAt", "revokedAt"],
  users: ["handle", "name", "role", "email", "disabledAt"],
  search: ["kind", "key", "status", "title", "excerpt"],
  bin: ["kind", "key", "title", "binnedAt", "id"],
} satisfies Record<Exclude<KindFolder, "updates">, readonly string[]> & Record<string, readonly string[]>;
