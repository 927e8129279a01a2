const SENTENCES: Readonly<Record<string, string>> = {
  unknown:
    "Nobody here has linked this GitHub account. Sign in otherwise and link it in your settings, or use an invitation.",
  taken: "This GitHub account is linked to another person here.",
  invitation: "This invitation does not work any more. Ask an owner of this Turbo for another.",
  silent: "GitHub did not say who you are. Try again.",
  again: "That took too long, or began in another browser. Try again.",
};

/** Why somebody came back from GitHub without having got in, as the address of the page says it. */
export function githubProblem(word: string | string[] | undefined): string | null {
  return typeof word === "string" && Object.hasOwn(SENTENCES, word) ? (SENTENCES[word] ?? null) : null;
}
