import type { ReactNode } from "react";

interface Props {
  title: string;
  text?: string;
  children: ReactNode;
}

/** The one frame of the pages before signing in. */
export function Entrance({ title, text, children }: Props) {
  return (
    <main className="grid min-h-dvh place-items-center bg-sunken px-4 py-10">
      <div className="w-full max-w-90">
        <p className="mb-4 flex items-center gap-2 px-1 font-semibold text-control text-ink">
          <svg aria-hidden="true" width="18" height="18" viewBox="0 0 18 18">
            <rect width="18" height="18" rx="5" fill="var(--accent)" />
            <path
              d="M4.5 6h9M7 9.25h6.5M9.5 12.5h4"
              stroke="var(--on-accent)"
              strokeWidth="1.75"
              strokeLinecap="round"
            />
          </svg>
          Turbo
        </p>
        <div className="rounded-card border border-line bg-raised p-6">
          <h1 className="font-semibold text-ink text-title">{title}</h1>
          {text ? <p className="mt-1.5 text-control text-muted">{text}</p> : null}
          <div className="mt-5">{children}</div>
        </div>
      </div>
    </main>
  );
}
