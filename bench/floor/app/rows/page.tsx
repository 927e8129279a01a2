import { listIssues } from "../../database.ts";

export const dynamic = "force-dynamic";

export default async function Page() {
  const issues = await listIssues("MAIN");
  return (
    <main>
      <h1>Issues</h1>
      <table>
        <tbody>
          {issues.map((issue) => (
            <tr key={String(issue.id)}>
              <td>
                <a href={`/issues/${issue.project}-${issue.number}`}>{`${issue.project}-${issue.number}`}</a>
              </td>
              <td>{String(issue.title)}</td>
              <td>{String(issue.status)}</td>
              <td>{String(issue.priority)}</td>
              <td>{issue.assignee ? String(issue.assignee) : ""}</td>
              <td>{issue.dueDate ? String(issue.dueDate) : ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  );
}
