/** How findings may be told. */
export const FORMATS = ["text", "json", "sarif", "junit", "github", "rdjsonl", "markdown", "csv"] as const;
