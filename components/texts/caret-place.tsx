/** What of a text's look decides where its words stand. */
const COPIED = [
  "boxSizing",
  "width",
  "paddingTop",
  "paddingRight",
  "paddingBottom",
  "paddingLeft",
  "borderTopWidth",
  "borderLeftWidth",
  "fontFamily",
  "fontSize",
  "fontWeight",
  "lineHeight",
  "letterSpacing",
] as const;

/** Where a character of a text area stands, below it, relative to the area's corner. */
export function caretPlace(field: HTMLTextAreaElement, at: number): { top: number; left: number } {
  const copy = document.createElement("div");
  const look = window.getComputedStyle(field);
  for (const name of COPIED) copy.style[name] = look[name];
  Object.assign(copy.style, {
    position: "absolute",
    visibility: "hidden",
    whiteSpace: "pre-wrap",
    overflowWrap: "break-word",
  });
  copy.textContent = field.value.slice(0, at);
  const mark = document.createElement("span");
  mark.textContent = field.value.slice(at, at + 1) || ".";
  copy.append(mark);
  document.body.append(copy);
  const place = { top: mark.offsetTop + mark.offsetHeight - field.scrollTop, left: mark.offsetLeft };
  copy.remove();
  return place;
}
