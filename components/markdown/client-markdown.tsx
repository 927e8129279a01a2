"use client";

import { memo } from "react";
import Markdown from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { isHeavy } from "#components/markdown/is-heavy";
import { makeFocusable } from "#components/markdown/make-focusable";
import { markDirections } from "#components/markdown/mark-directions";
import { markNames } from "#components/markdown/mark-names";
import { MARKDOWN_PARTS } from "#components/markdown/markdown-parts";
import { showHtmlAsText } from "#components/markdown/show-html-as-text";

/** Markdown rendered in the browser, as it is being typed: like the server's, without colours in code. */
export const ClientMarkdown = memo(function ClientMarkdown({
  source,
  projects,
}: {
  source: string;
  projects: readonly string[];
}) {
  if (isHeavy(source)) return <div className="prose whitespace-pre-wrap [unicode-bidi:plaintext]">{source}</div>;
  return (
    <div className="prose">
      <Markdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[showHtmlAsText, rehypeSanitize, [markNames, { projects }], markDirections, makeFocusable]}
        components={MARKDOWN_PARTS}
      >
        {source}
      </Markdown>
    </div>
  );
});
