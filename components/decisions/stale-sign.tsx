/** A diamond with a gap: it leaned on a decision that was superseded, and nobody rechecked it since. */
export function StaleSign() {
  return (
    <svg
      viewBox="0 0 14 14"
      className="size-3.5 shrink-0 text-critical"
      role="img"
      aria-label="Leans on a superseded decision"
    >
      <path
        d="M7 1.2 12.8 7 7 12.8 1.2 7z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinejoin="round"
      />
      <path d="M7 4.4v3.2m0 1.9v.2" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
    </svg>
  );
}
