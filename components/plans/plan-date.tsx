"use client";

import { classNames } from "#components/ui/class-names";
import { useReadersDay } from "#components/ui/readers-day";
import { dayWords } from "#components/ui/time-words";

interface Props {
  date: string;
  late: boolean;
  title: string;
  /** Among the properties, where it is as large as its neighbours; else at the end of a row. */
  large?: boolean;
}

/** The day something is to be done by; late ones say so by colour and by name. */
export function PlanDate({ date, late, title, large = false }: Props) {
  const { today } = useReadersDay();
  return (
    <time
      dateTime={date}
      title={late ? `${title}, which is over` : title}
      data-late={late ? "" : undefined}
      className={classNames(
        "whitespace-nowrap tabular-nums",
        large ? "text-row" : "text-mini",
        late ? "font-medium text-danger" : !large && "text-muted",
      )}
    >
      {late ? <span>Late · </span> : null}
      {dayWords(date, Date.parse(today))}
    </time>
  );
}
