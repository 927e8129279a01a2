import type { ComponentProps, ReactNode } from "react";
import type { Components } from "react-markdown";
import { pictureOf } from "#components/attachments/attachment-markdown";
import { KeyLink } from "#components/markdown/key-link";
import { OwnAddress } from "#components/markdown/own-address";
import { PersonName } from "#components/markdown/person-name";
import { TaskBox } from "#components/markdown/task-box";
import { Link } from "#components/ui/link";
import { keyOfAddress } from "#lib/domain/references/names-in";

/** What stands for links, pictures and task boxes of Markdown. */
export const MARKDOWN_PARTS: Components = {
  a: Anchor,
  img: Picture,
  bdi: ({ node, children, className }) =>
    node?.properties.dataPerson ? (
      <PersonName handle={String(node.properties.dataPerson)}>{children}</PersonName>
    ) : (
      <bdi className={className}>{children}</bdi>
    ),
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
  return <Away href={address}>{alt || address}</Away>;
}

function Anchor({
  node,
  href = "",
  ...rest
}: ComponentProps<"a"> & { node?: { properties: Record<string, unknown> } }) {
  const { children } = rest;
  if (node?.properties.dataIssueKey) {
    return <KeyLink href={href}>{children}</KeyLink>;
  }
  if (/^\/documents\//.test(href)) {
    return (
      <Link href={href} prefetch={false}>
        {children}
      </Link>
    );
  }
  if (/^(#|\/(?!\/))/.test(href)) return <a {...rest} href={href} />;
  const away = <Away href={href}>{children}</Away>;
  if (!keyOfAddress(href, [hostOf(href)])) return away;
  return (
    <OwnAddress address={href} words={children}>
      {away}
    </OwnAddress>
  );
}

function Away({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : "";
}
