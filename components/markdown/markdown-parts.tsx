import Link from "next/link";
import type { ComponentProps } from "react";
import type { Components } from "react-markdown";
import { pictureOf } from "#components/attachments/attachment-markdown";
import { TaskBox } from "#components/markdown/task-box";

/** What stands for links, pictures and task boxes of Markdown. */
export const MARKDOWN_PARTS: Components = {
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
