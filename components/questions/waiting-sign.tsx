/** A speech bubble with a question mark: somebody has to answer before it goes on. */
export function WaitingSign() {
  return (
    <svg
      viewBox="0 0 14 14"
      className="size-3.5 shrink-0 text-accent-ink"
      role="img"
      aria-label="Waits for an answer"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d="M3 1.2h8a1.8 1.8 0 0 1 1.8 1.8v5A1.8 1.8 0 0 1 11 9.8H7L4.2 12.6V9.8H3A1.8 1.8 0 0 1 1.2 8V3A1.8 1.8 0 0 1 3 1.2z" />
      <path d="M5.7 4.1a1.35 1.35 0 1 1 1.9 1.25c-.4.17-.6.4-.6.8m0 1.5v.05" />
    </svg>
  );
}
