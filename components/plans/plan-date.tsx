import { classNames } from "#components/ui/class-names";
import { dayWords } from "#components/ui/time-words";

/** The day something is to be done by; late ones say so by colour and by name. */
export function PlanDate({
  date,
  late,
  title,
  className = "text-mini text-muted",
}: {
  date: string;
  late: boolean;
  title: string;
  className?: string;
}) {
  return (
    <time
      dateTime={date}
      title={late ? `${title}, which is over` : title}
      suppressHydrationWarning
      className={classNames("whitespace-nowrap tabular-nums", className, late && "font-medium text-danger")}
    >
      {late ? "Late · " : ""}
      {dayWords(date, Date.now())}
    </time>
  );
}
