/** Something that a person has to set right, told in a sentence. */
export class Failure extends Error {
  constructor(message, exit = 1) {
    super(message);
    this.exit = exit;
  }
}

/** Turns "not allowed to write here" into a sentence; anything else is thrown on. */
export function explainUnwritable(error, folder) {
  if (["EACCES", "EPERM", "EROFS", "ENOSPC"].includes(error?.code)) {
    const why = error.code === "ENOSPC" ? "the disk is full" : "it may not be written to";
    return new Failure(
      `Turbo cannot prepare itself in ${folder}: ${why}. Make room there or use a folder of your own.`,
      3,
    );
  }
  return error;
}
