/** A template as it lies on disk. */
export interface TemplateFile {
  /** Of the file, without its ending. */
  name: string;
  text: string;
  own: boolean;
}

type Source = () => readonly TemplateFile[];

const SOURCE = Symbol.for("turbo.template-source");
const shared = globalThis as { [SOURCE]?: Source };

/** Says where templates come from, once in a process: bundlers load this module several times. */
export function settleTemplates(source: Source): void {
  shared[SOURCE] = source;
}

/** The templates as they are now; none where nobody said where they are. */
export function templateFiles(): readonly TemplateFile[] {
  return shared[SOURCE]?.() ?? [];
}
