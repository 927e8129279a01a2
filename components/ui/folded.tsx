import { Children, type ReactNode } from "react";

interface Props {
  /** How many rows stand open. */
  open: number;
  /** Are those the first ones? Else the last. */
  first?: boolean;
  /** What the fold says of the hidden ones. */
  words: (hidden: number) => string;
  children: ReactNode;
}

/** List items of which only some stand open when there are two more or so; the rest is behind one press. */
export function Folded({ open, first = false, words, children }: Props) {
  const rows = Children.toArray(children);
  if (rows.length <= open + 1) return rows;
  const cut = first ? open : rows.length - open;
  const [before, after] = [rows.slice(0, cut), rows.slice(cut)];
  const hidden = first ? after : before;
  const fold = (
    <li>
      <details className="group/fold">
        <summary className="inline-flex h-control cursor-pointer list-none items-center gap-2 rounded-control text-muted text-row hover:text-ink group-open/fold:mb-2">
          <span className="flex w-5 justify-center" aria-hidden="true">
            ⋯
          </span>
          {words(hidden.length)}
        </summary>
        <ul className="grid gap-[inherit]">{hidden}</ul>
      </details>
    </li>
  );
  return first ? [...before, fold] : [fold, ...after];
}
