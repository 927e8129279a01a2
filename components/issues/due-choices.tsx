import { dayWords } from "#components/ui/time-words";

interface DueChoice {
  /** A date, or null for none. */
  value: string | null;
  words: string;
  also: string;
}

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** Days that something is often due on, by the calendar of the browser. */
export function dueChoices(now: Date): DueChoice[] {
  const day = (days: number, words?: string): DueChoice => {
    const at = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 12);
    const value = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
    const date = dayWords(value, now.getTime());
    return { value, words: words ? `${words}, ${date}` : date, also: `deadline ${DAYS[at.getDay()]} ${value}` };
  };
  return [
    day(0, "today"),
    day(1, "tomorrow"),
    ...[2, 3, 4, 5, 6].map((days) => day(days)),
    day(7, "in a week"),
    day(14, "in two weeks"),
    { value: null, words: "never", also: "deadline none no clear remove" },
  ];
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
