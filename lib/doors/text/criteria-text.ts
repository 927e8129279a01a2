import { inQuotes, nameOrQuotes } from "#lib/core/one-line";
import type { Criterion, Evidence } from "#lib/domain/criteria/schema";

/** Each criterion with its number, how it stands, and what shows it. */
export function criteriaLines(criteria: readonly Criterion[]): string[] {
  return criteria.flatMap((criterion, place) => {
    const { text, done, state, evidence } = criterion;
    const head = `  ${place + 1}. [${done ? "x" : " "}] ${inQuotes(text)}`;
    return [
      done ? `${head}  ${state}${by(criterion)}` : head,
      ...evidence.map((one) => `     ${evidenceText(one, criterion)}`),
    ];
  });
}

/** `commit 4f2a91c "All green" by claude for @ada, evidence ID`; who is left out where the criterion is theirs. */
function evidenceText(evidence: Evidence, criterion: Criterion): string {
  const { id, kind, ref, note } = evidence;
  const shown = [kind, ref && nameOrQuotes(ref, 120), note && inQuotes(note, 300)].filter(Boolean).join(" ");
  const who = by(evidence);
  return `${shown}${who === by(criterion) ? "" : who}, evidence ${id}`;
}

function by({ by: person, via }: Pick<Criterion, "by" | "via">): string {
  if (!person) return "";
  const through = via?.client ?? via?.key;
  return through ? ` by ${nameOrQuotes(through, 40)} for @${person.handle}` : ` by @${person.handle}`;
}

/** Which criteria are open and which wait for a person to verify them; nothing where all are verified. */
export function unmetLines(criteria: readonly Criterion[]): string[] {
  const numbers = (state: Criterion["state"]) =>
    criteria.flatMap((one, place) => (one.state === state ? [place + 1] : [])).join(", ");
  const [open, reported] = [numbers("open"), numbers("reported")];
  return [
    ...(open ? [`Criteria still open: ${open}.`] : []),
    ...(reported ? [`Reported, for a person to verify: ${reported}.`] : []),
  ];
}
