import { Link2 } from "lucide-react";
import { MAKE_WORDS } from "#components/proposals/words";
import { NounSign } from "#components/references/noun-sign";
import type { Make } from "#lib/domain/proposals/fields";

/** The sign of what an item would make. */
export function MakeSign({ make }: { make: Make }) {
  if (make !== "link") return <NounSign kind={make} />;
  return <Link2 className="size-3.5 shrink-0 text-muted" aria-label={MAKE_WORDS.link} />;
}
