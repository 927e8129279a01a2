import { TurboError } from "#lib/core/errors";
import { COULD_NOT, couldNot } from "./could-not.ts";
import { printable } from "./printable.ts";
import { flawsText, truthHere } from "./truth-here.ts";

interface Port {
  print(text: string): void;
}

/** Reads truth and tells what is wrong with it; answers the exit code. */
export async function checkTruth(
  given: string | undefined,
  { json = false }: { json?: boolean },
  { print }: Port,
): Promise<number> {
  return couldNot(json, () => {
    const truth = truthHere(given ?? "", process.cwd());
    if (!truth) throw new TurboError("malformed", "There is no folder truth here. Name a file or a folder.");
    const { entries, files, problems, contradictions } = truth;
    const counts = Object.fromEntries(
      [...Map.groupBy(entries, ({ family }) => family)].map(([family, own]) => [family, own.length]),
    );
    const names = entries.reduce((sum, { aliases }) => sum + 1 + aliases.length, 0);
    const flaws = problems.length + contradictions.length;
    if (json)
      print(
        JSON.stringify({ files, families: counts, entries: entries.length, names, problems, contradictions }, null, 2),
      );
    else {
      const of = Object.entries(counts).map(([family, count]) => `${family} ${count}`);
      const said = `${entries.length} entries with ${names} names in ${files.length} ${files.length === 1 ? "file" : "files"} (${of.join(", ")})`;
      print(
        printable(
          [
            ...(flaws > 0 ? [flawsText(truth)] : []),
            `${said}: ${flaws === 0 ? "nothing contradicts itself" : `${flaws} to mend`}.`,
          ].join("\n"),
        ),
      );
    }
    return flaws === 0 ? 0 : COULD_NOT;
  });
}
