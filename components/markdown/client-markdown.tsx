"use client";

import { memo } from "react";
import Markdown from "react-markdown";
import { isHeavy } from "#components/markdown/is-heavy";
import { makeFocusable } from "#components/markdown/make-focusable";
import { rendering, type Surroundings } from "#components/markdown/rendering";

type Props = Pick<Surroundings, "projects" | "links"> & { source: string };

/** A part of a Markdown text rendered in the browser, as it is being typed: like the server's, without colours in code. */
export const ClientMarkdown = memo(function ClientMarkdown({ source, projects, links }: Props) {
  if (isHeavy(source)) return <div className="prose whitespace-pre-wrap [unicode-bidi:plaintext]">{source}</div>;
  const { rehypePlugins, ...rest } = rendering(source, { projects, links, part: true });
  return (
    <div className="prose">
      <Markdown {...rest} rehypePlugins={[...(rehypePlugins ?? []), makeFocusable]}>
        {source}
      </Markdown>
    </div>
  );
});
