import { listWords, shelfWords } from "#components/events/field-words";
import { isolated } from "#components/ui/isolated";
import type { Event } from "#lib/domain/events/schema";

type Change = Event["changes"][number];

/** What an event did to a proposal, as the ends of a sentence that begins with who; `pageId` is what the page shows. */
export function proposalChangeWords({ id, key, fields }: Change, pageId: string): string[] {
  const here = id === pageId;
  if (fields.created) return [here ? "proposed the plan" : `proposed ${key}`];
  const of = here ? "" : ` of ${key}`;
  const words: string[] = [];
  const items = (change: [unknown, unknown]) =>
    change.map((list) => (list as { item: number }[]).map(({ item }) => `#${item}`)) as [string[], string[]];
  if (fields.accepted)
    words.push(
      listWords(
        items(fields.accepted),
        (names) => `accepted ${names}${of}`,
        (names) => `let ${names}${of} wait again`,
      ),
    );
  if (fields.rejected) {
    const [reason] = ((fields.rejected[1] ?? []) as { reason: string }[]).flatMap((one) => one.reason || []);
    words.push(
      listWords(
        items(fields.rejected),
        (names) => `rejected ${names}${of}${reason ? `: “${isolated(reason)}”` : ""}`,
        (names) => `let ${names}${of} wait again`,
      ),
    );
  }
  if (fields.edited) words.push(`edited #${String(fields.edited[1])}${of}`);
  if (fields.status)
    words.push(
      fields.status[1] === "withdrawn" ? `withdrew ${here ? "it" : key}` : `opened ${here ? "it" : key} again`,
    );
  if (fields.shelf) words.push(shelfWords(fields.shelf[1], here ? "it" : key));
  return words.length > 0 ? words : [`changed ${here ? "it" : key}`];
}
