import { dayWords } from "#components/ui/time-words";

interface SnoozeTime {
  value: string;
  words: string;
  hint: string;
}

const MORNING = 9;

/** When an item may come back, by the clock of the browser. */
export function snoozeTimes(now: Date): SnoozeTime[] {
  const morning = (days: number) => {
    const at = new Date(now);
    at.setDate(at.getDate() + days);
    at.setHours(MORNING, 0, 0, 0);
    return at;
  };
  const later = new Date(now.getTime() + 3 * 3_600_000);
  const weekday = now.getDay() === 0 ? 7 : now.getDay();
  const times: [string, Date][] = [
    ["In three hours", later],
    ["Tomorrow morning", morning(1)],
    ["Next Monday", morning(8 - weekday)],
    ["In two weeks", morning(14)],
  ];
  return times.map(([words, at]) => ({ value: at.toISOString(), words, hint: shortly(at, now) }));
}

function shortly(at: Date, now: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
  return at.toDateString() === now.toDateString() ? time : `${dayWords(date, now.getTime())} ${time}`;
}
