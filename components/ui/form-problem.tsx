/** What is wrong with a form as a whole, read out when it appears. */
export function FormProblem({ children }: { children: string | null }) {
  if (!children) return null;
  return (
    <p role="alert" className="w-full rounded-control bg-danger-wash px-3 py-2 text-danger text-row">
      {children}
    </p>
  );
}
