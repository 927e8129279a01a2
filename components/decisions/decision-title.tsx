"use client";

import { useState } from "react";
import { useDecision } from "#components/decisions/decision-context";
import { useShortcut } from "#components/shell/shortcuts";
import { TextArea } from "#components/ui/text-area";

const TYPE = "text-title font-semibold break-words [overflow-wrap:anywhere] sm:text-display";

/** The title; while it is proposed, a press or E edits it in place. */
export function DecisionTitle() {
  const { decision, isOpen, edit } = useDecision();
  const [text, setText] = useState<string | null>(null);
  useShortcut("editTitle", () => isOpen && setText(decision.title));

  async function save() {
    const title = text?.trim() ?? "";
    if (title === "" || title === decision.title) return setText(null);
    if (await edit({ title, version: decision.version })) setText(null);
  }

  if (text === null) {
    return (
      <h1 dir="auto" className={TYPE}>
        {isOpen ? (
          <button
            type="button"
            onClick={() => setText(decision.title)}
            aria-label={`${decision.title}. Edit title`}
            className="-mx-2 -my-1 w-[calc(100%+16px)] cursor-text rounded-control px-2 py-1 text-start hover:bg-hover"
          >
            {decision.title}
          </button>
        ) : (
          decision.title
        )}
      </h1>
    );
  }
  return (
    <TextArea
      bare
      autoFocus
      dir="auto"
      aria-label="Title"
      value={text}
      rows={1}
      onChange={(event) => setText(event.target.value.replaceAll("\n", " "))}
      onCancel={() => setText(null)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        save();
      }}
      className={`${TYPE} -mx-2 -my-1 block w-[calc(100%+16px)] rounded-control bg-hover px-2 py-1 outline-2 outline-focus`}
    />
  );
}
