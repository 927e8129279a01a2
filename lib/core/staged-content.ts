/**
 * Content of a file that was taken in and that no row refers to yet. As JSON it is its hash, so that a repeated call
 * with the same file has the same body.
 */
export class StagedContent {
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
