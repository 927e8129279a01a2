"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { useId, useSyncExternalStore } from "react";

const THEMES = [
  { value: "system", words: "System", Sign: Monitor },
  { value: "light", words: "Light", Sign: Sun },
  { value: "dark", words: "Dark", Sign: Moon },
];

const never = () => () => undefined;

/** Light, dark, or as the system has it. */
export function ThemeChoice() {
  const { theme, setTheme } = useTheme();
  const name = useId();
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <fieldset className="flex w-fit rounded-control border p-0.5">
      <legend className="sr-only">Theme</legend>
      {THEMES.map(({ value, words, Sign }) => (
        <label
          key={value}
          className="flex h-control items-center gap-1.5 rounded-chip px-2.5 text-muted has-checked:bg-pressed has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name={name}
            value={value}
            checked={inBrowser && theme === value}
            onChange={() => setTheme(value)}
            className="sr-only"
          />
          <Sign className="size-3.5" aria-hidden="true" />
          {words}
        </label>
      ))}
    </fieldset>
  );
}
