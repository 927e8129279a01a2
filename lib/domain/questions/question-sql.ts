/** The condition that an open question keeps the issue `own` out of the queue. */
export function openQuestionSql(own: string): string {
  return `EXISTS (SELECT 1 FROM "Question" w WHERE w."issueId" = ${own}."id" AND w."state" = 'open' AND w."blocking" = TRUE AND w."shelf" = 'live')`;
}
