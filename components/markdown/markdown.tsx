import { MarkdownAsync } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { highlightCode } from "#components/markdown/highlight-code";
import { isHeavy } from "#components/markdown/is-heavy";
import { makeFocusable } from "#components/markdown/make-focusable";
import { markDirections } from "#components/markdown/mark-directions";
import { markHeadings } from "#components/markdown/mark-headings";
import { markNames } from "#components/markdown/mark-names";
import { markTasks } from "#components/markdown/mark-tasks";
import { MARKDOWN_PARTS } from "#components/markdown/markdown-parts";
import { showHtmlAsText } from "#components/markdown/show-html-as-text";

interface Props {
  source: string;
  /** Keys of the projects whose issues may be mentioned. */
  projects: readonly string[];
  small?: boolean;
  /** Can its headings be linked to? Once on a page. */
  headings?: boolean;
}

/** More than this is shown as plain text, so that one huge description cannot hold up the server. */
const LONGEST = 100_000;

/** Markdown by anybody, rendered on the server: sanitised, with live keys, task boxes and coloured code. */
export function Markdown({ source, projects, small = false, headings = false }: Props) {
  const className = small ? "prose prose-small" : "prose";
  if (source.length > LONGEST || isHeavy(source)) {
    return <div className={`${className} whitespace-pre-wrap [unicode-bidi:plaintext]`}>{source}</div>;
  }
  return (
    <div className={className}>
      <MarkdownAsync
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[
          showHtmlAsText,
          rehypeSanitize,
          [markNames, { projects }],
          markTasks,
          ...(headings ? [markHeadings] : []),
          markDirections,
          makeFocusable,
          highlightCode,
        ]}
        components={MARKDOWN_PARTS}
      >
        {source}
      </MarkdownAsync>
    </div>
  );
}
