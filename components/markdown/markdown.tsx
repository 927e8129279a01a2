import { HashTarget } from "#components/markdown/hash-target";
import { isHeavy } from "#components/markdown/is-heavy";
import { elementsOf, treeOf } from "#components/markdown/rendered-tree";
import type { Surroundings } from "#components/markdown/rendering";
import { kept } from "#lib/core/cache";

interface Props extends Surroundings {
  source: string;
  small?: boolean;
}

/** More than this is shown as plain text, so that one huge description cannot hold up the server. */
const LONGEST = 100_000;

/** Markdown by anybody, rendered on the server: sanitised, with live keys, task boxes and coloured code. */
export function Markdown({ source, small = false, ...surroundings }: Props) {
  const className = small ? "prose prose-small" : "prose";
  if (source.length > LONGEST || isHeavy(source)) {
    return <div className={`${className} whitespace-pre-wrap [unicode-bidi:plaintext]`}>{source}</div>;
  }
  return (
    <div className={className}>
      {surroundings.headings ? <HashTarget /> : null}
      <Rendered source={source} surroundings={surroundings} />
    </div>
  );
}

/** All that it depends on is in what it is kept by, so that nobody is shown what was meant for another. */
function Rendered({ source, surroundings }: { source: string; surroundings: Surroundings }) {
  return kept(JSON.stringify([surroundings, source]), {
    name: "markdown",
    make: () => treeOf(source, surroundings),
    open: elementsOf,
  });
}
