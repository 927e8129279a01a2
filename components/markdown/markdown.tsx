import Link from "next/link";
import type { ComponentProps } from "react";
import { type Components, MarkdownAsync } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { pictureOf } from "#components/attachments/attachment-markdown";
import { highlightCode } from "#components/markdown/highlight-code";
import { makeFocusable } from "#components/markdown/make-focusable";
import { markKeys } from "#components/markdown/mark-keys";
import { markTasks } from "#components/markdown/mark-tasks";
import { showHtmlAsText } from "#components/markdown/show-html-as-text";
import { TaskBox } from "#components/markdown/task-box";

interface Props {
  source: string;
  /** Keys of the projects whose issues may be mentioned. */
  projects: readonly string[];
  small?: boolean;
}

/** More than this is shown as plain text, so that one huge description cannot hold up the server. */
const LONGEST = 100_000;

/** Markdown by anybody, rendered on the server: sanitised, with live keys, task boxes and coloured code. */
export function Markdown({ source, projects, small = false }: Props) {
  const className = small ? "prose prose-small" : "prose";
  if (source.length > LONGEST) {
    return <div className={`${className} whitespace-pre-wrap`}>{source}</div>;
  }
  return (
    <div className={className} dir="auto">
      <MarkdownAsync
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[
          showHtmlAsText,
          rehypeSanitize,
          [markKeys, { projects }],
          markTasks,
          makeFocusable,
          highlightCode,
        ]}
        components={COMPONENTS}
      >
        {source}
      </MarkdownAsync>
    </div>
  );
}

const COMPONENTS: Components = {
  a: Anchor,
  img: Picture,
  input: ({ node, checked }) => <TaskBox at={Number(node?.properties.dataTask ?? -1)} checked={Boolean(checked)} />,
};

/** An attached image is shown. One from elsewhere would tell that place who reads; it is offered as a link. */
function Picture({ src, alt }: ComponentProps<"img">) {
  const address = typeof src === "string" ? src : "";
  const picture = pictureOf(address);
  if (picture) {
    const { content, ...size } = picture;
    return (
      <a href={content} target="_blank" rel="noopener">
        <img src={content} alt={alt ?? ""} loading="lazy" decoding="async" {...size} />
      </a>
    );
  }
  return <Anchor href={address}>{alt || address}</Anchor>;
}

function Anchor({
  node,
  href = "",
  children,
}: ComponentProps<"a"> & { node?: { properties: Record<string, unknown> } }) {
  if (node?.properties.dataIssueKey) {
    return (
      <Link href={href} prefetch={false} className="font-mono text-[0.87em]">
        {children}
      </Link>
    );
  }
  if (href.startsWith("/") || href.startsWith("#")) return <a href={href}>{children}</a>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}
