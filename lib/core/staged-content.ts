const STAGED = Symbol.for("turbo.staged-content");

/**
 * Content of a file that was taken in and that no row refers to yet. As JSON it is its hash, so that a repeated call
 * with the same file has the same body.
 */
export class StagedContent {
  /** Bundlers load this module several times, and what one copy of the class made is staged content to the others as well. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && STAGED in value;
  }

  readonly [STAGED] = true;
  /** Where the store keeps it meanwhile. */
  readonly place: string;
  /** SHA-256 in hexadecimal. */
  readonly hash: string;
  /** Bytes. */
  readonly size: number;
  constructor(place: string, hash: string, size: number) {
    this.place = place;
    this.hash = hash;
    this.size = size;
  }
  toJSON(): string {
    return this.hash;
  }
}
