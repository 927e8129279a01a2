/** A red dot as PNG. */
export const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";
/** A WAV file without a sample. */
export const WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=";

type Content = { uri: string; mimeType: string } & ({ text: string } | { blob: string });

const CONTENTS: Content[] = [
  { uri: "test://static-text", mimeType: "text/plain", text: "This is the content of the static text resource." },
  { uri: "test://static-binary", mimeType: "image/png", blob: PNG },
];

export const RESOURCES: ReadonlyMap<string, Content> = new Map(CONTENTS.map((one) => [one.uri, one]));

export const TEMPLATES = [
  { uriTemplate: "test://template/{id}/data", name: "Data of an id", mimeType: "application/json" },
];
