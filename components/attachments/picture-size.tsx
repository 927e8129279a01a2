import type { PictureSize } from "#components/attachments/attachment-markdown";

/** The size of an image as it is shown; null for what is none. */
export async function pictureSize(file: File): Promise<PictureSize> {
  if (!/^image\/(png|jpeg|gif|webp|avif)$/.test(file.type)) return null;
  try {
    const picture = await createImageBitmap(file);
    const { width, height } = picture;
    picture.close();
    return { width, height };
  } catch {
    return null;
  }
}
