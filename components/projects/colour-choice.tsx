"use client";

import { useId } from "react";
import { COLOUR_NAMES, ColourDot } from "#components/labels/label-colour";

/** The colours of projects and labels, as radio buttons. */
export function ColourChoice({ value, onChange }: { value: string; onChange: (colour: string) => void }) {
  const name = useId();
  return (
    <fieldset>
      <legend className="pb-1 font-medium text-row text-soft">Colour</legend>
      <div className="flex flex-wrap gap-1">
        {COLOUR_NAMES.map((colour) => (
          <label
            key={colour}
            title={colour}
            className="flex size-control items-center justify-center rounded-control has-checked:bg-pressed has-focus-visible:outline-2 has-focus-visible:outline-focus hover:bg-hover"
          >
            <input
              type="radio"
              name={name}
              value={colour}
              checked={colour === value}
              onChange={() => onChange(colour)}
              className="sr-only"
              aria-label={colour}
            />
            <span className="scale-140">
              <ColourDot colour={colour} square />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
