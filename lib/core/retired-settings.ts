const ONE_PROCESS = "Turbo is one process, which serves many requests at once.";
const NO_SECOND_SERVER = "The pages and the API are one server.";
const NO_FILES = "Claude Code asks over MCP; nothing is handed over in files.";
const ALWAYS_SERVED = "MCP is always served, to whoever has a key.";
const NOTHING_BY_ITSELF = "Turbo never installs anything by itself; `turbo update check` says what is new.";
const ONE_CONNECTION = "One connection carries all that a process asks Redis.";
const NOT_TRIED_AGAIN = "What Redis does not answer in time is made anew.";

/** Settings of the plans that Turbo grew from which mean nothing here, by their place in turbo.toml, and why. */
export const RETIRED: Readonly<Record<string, string>> = {
  "api.workers": ONE_PROCESS,
  "api.reload": "`turbo start --dev` reloads when the sources change.",
  "web.enable_ui": NO_SECOND_SERVER,
  "database.echo": "Statements are not logged.",
  "workers.max_workers": ONE_PROCESS,
  "workers.worker_class": ONE_PROCESS,
  "workers.max_requests": ONE_PROCESS,
  "workers.max_requests_jitter": ONE_PROCESS,
  "claude.integration_enabled": ALWAYS_SERVED,
  "claude.context_directory": NO_FILES,
  "claude.responses_directory": NO_FILES,
  "features.export_formats": "Each command for export says what it writes.",
  "features.git_integration": "Turbo reaches into no repository.",
  "server.enable_cors": "Pages of other origins are let in by security.cors_origins alone.",
  "cache.max_size": "The cache is held to its bytes: cache.memory_mb and cache.max_mb.",
  "caching.l2.database_path": "The cache is a table of the database.",
  "caching.l2.db": "The number of a Redis database stands at the end of cache.redis_url.",
  "caching.l2.max_connections": ONE_CONNECTION,
  "caching.l2.connection_pool_size": ONE_CONNECTION,
  "caching.l2.timeout_seconds": "cache.timeout_ms says how long is waited, in milliseconds.",
  "caching.l2.retry_on_timeout": NOT_TRIED_AGAIN,
  "caching.l2.retry_attempts": NOT_TRIED_AGAIN,
  "caching.l2.ssl": "rediss:// in cache.redis_url is TLS.",
  "caching.l2.ssl_certfile": "NODE_EXTRA_CA_CERTS names a file of certificates to trust.",
  "updates.auto_update": NOTHING_BY_ITSELF,
  "updates.check_frequency": NOTHING_BY_ITSELF,
  "updates.update_channel": "There is one channel.",
};

/** The same of variables; only of those whose names are nobody else's. */
export const RETIRED_VARIABLES: Readonly<Record<string, string>> = {
  TURBO_CLAUDE_ENABLED: ALWAYS_SERVED,
  TURBO_CLAUDE_CONTEXT_DIR: NO_FILES,
  TBCV_PERFORMANCE_MAX_CONCURRENT_WORKFLOWS: ONE_PROCESS,
};
