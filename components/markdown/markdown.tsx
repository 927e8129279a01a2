import { MarkdownAsync } from "react-markdown";
import { HashTarget } from "#components/markdown/hash-target";
import { highlightCode } from "#components/markdown/highlight-code";
import { isHeavy } from "#components/markdown/is-heavy";
import { keptRendering } from "#components/markdown/kept-rendering";
import { makeFocusable } from "#components/markdown/make-focusable";
import { markTasks } from "#components/markdown/mark-tasks";
import { rendering, type Surroundings } from "#components/markdown/rendering";

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

function Rendered({ source, surroundings }: { source: string; surroundings: Surroundings }) {
  return keptRendering(JSON.stringify([surroundings, source]), () => {
    const { rehypePlugins, ...rest } = rendering(source, surroundings);
    return MarkdownAsync({
      ...rest,
      rehypePlugins: [...(rehypePlugins ?? []), markTasks, makeFocusable, highlightCode],
      children: source,
    });
  });
}
