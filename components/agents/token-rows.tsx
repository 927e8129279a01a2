import type { TokenRow } from "#lib/domain/tokens/schema";

const count = new Intl.NumberFormat("en");

interface Props {
  /** What the rows stand for, as the heading of their column. */
  of: string;
  items: readonly TokenRow[];
  /** How a name is shown; also where there is none. */
  nameOf: (row: TokenRow) => React.ReactNode;
}

/** Tokens and calls, most tokens first, with a bar for the share. */
export function TokenRows({ of, items, nameOf }: Props) {
  const most = Math.max(1, ...items.map(({ tokens }) => tokens));
  return (
    <table className="w-full table-fixed text-row">
      <thead>
        <tr className="h-8 border-line/60 border-b bg-sunken text-muted text-mini">
          <th className="ps-gutter text-start font-medium">{of}</th>
          <th className="w-20 text-end font-medium">Calls</th>
          <th className="w-28 pe-gutter text-end font-medium">Tokens</th>
        </tr>
      </thead>
      <tbody>
        {items.map((row) => (
          <tr key={row.id} className="h-row border-line/60 border-b hover:bg-hover">
            <td className="ps-gutter">
              <span className="flex items-center gap-3">
                <span className="min-w-0 flex-1 truncate sm:w-52 sm:flex-none">{nameOf(row)}</span>
                <span aria-hidden="true" className="hidden h-1.5 min-w-0 flex-1 sm:block">
                  <span
                    className="block h-full rounded-full bg-line-strong"
                    style={{ width: `${(row.tokens / most) * 100}%` }}
                  />
                </span>
              </span>
            </td>
            <td className="text-end text-muted tabular-nums">{count.format(row.calls)}</td>
            <td className="pe-gutter text-end tabular-nums">{count.format(row.tokens)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
