import type { Attachment } from "#lib/domain/attachments/schema";

/** Width and height in pixels, where they are known. */
export type PictureSize = { width: number; height: number } | null;

/**
 * How a text shows an attached file: an image in place, anything else as a link. The size rides behind `#`, so that the
 * page keeps room for the image before it is there.
 */
export function attachmentMarkdown({ name, content, inline }: Attachment, size: PictureSize = null): string {
  const words = name.replace(/[\\[\]<>*_`!]/g, "\\$&");
  if (!inline) return `[${words}](${content})`;
  return `![${words}](${content}${size ? `#${size.width}x${size.height}` : ""})`;
}

const PICTURE = /^(\/api\/v1\/attachments\/[0-9a-f-]{36}\/content)(?:#(\d{1,5})x(\d{1,5}))?$/;

/** The parts of an address that `attachmentMarkdown` wrote; null for every other. */
export function pictureOf(address: string): { content: string; width?: number; height?: number } | null {
  const [, content, width, height] = PICTURE.exec(address) ?? [];
  if (!content) return null;
  return width && height ? { content, width: Number(width), height: Number(height) } : { content };
}
