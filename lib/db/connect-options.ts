export interface ConnectOptions {
  /** `file:PATH` or `postgresql://…` */
  url: string;
  /** SQLite: `full` survives power loss, `normal` a killed process. */
  durability?: "full" | "normal";
  /** SQLite's page cache, in MB, per connection. */
  cacheMb?: number;
  /** SQLite's memory map, in MB. */
  mmapMb?: number;
  /** PostgreSQL: connections at most. */
  poolSize?: number;
  /** How long a writer waits for its turn, in milliseconds; 15,000 where absent. */
  patience?: number;
  /** How long one transaction may take, in milliseconds; 15,000 where absent. */
  longest?: number;
  /** Told of each SQL statement and the milliseconds it took; for traces, tests and benchmarks. */
  onStatement?: (sql: string, ms: number) => void;
}
