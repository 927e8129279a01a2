import { classNames } from "#components/ui/class-names";
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
  return (
    <time
      dateTime={date}
      title={late ? `${title}, which is over` : title}
      suppressHydrationWarning
      className={classNames(
        "whitespace-nowrap tabular-nums",
        large ? "text-row" : "text-mini",
        late ? "font-medium text-danger" : !large && "text-muted",
      )}
    >
      {late ? "Late · " : ""}
      {dayWords(date, Date.now())}
    </time>
  );
}
