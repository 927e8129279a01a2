import { Markdown } from "#components/markdown/markdown";
import { QuestionCard } from "#components/questions/question-card";
import { Folded } from "#components/ui/folded";
import type { Question } from "#lib/domain/questions/schema";

/** Questions that are done with and stand open; earlier ones are folded. */
const OPEN = 3;

/** The questions of an issue, which come latest first: what is open on top, the longest waiting first. */
export function QuestionList({ questions, projects }: { questions: Question[]; projects: readonly string[] }) {
  if (questions.length === 0) return null;
  const open = questions.filter(({ state }) => state === "open").reverse();
  const card = (question: Question) => (
    <QuestionCard
      key={question.id}
      question={question}
      answer={question.answer ? <Markdown source={question.answer} projects={projects} small /> : null}
    >
      <Markdown source={question.text} projects={projects} small />
    </QuestionCard>
  );
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {open.map(card)}
      <Folded first open={OPEN} words={(hidden) => `${hidden} earlier questions`}>
        {questions.filter(({ state }) => state !== "open").map(card)}
      </Folded>
    </ul>
  );
}
