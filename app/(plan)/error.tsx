"use client";

import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <EmptyState
      title="This page could not be shown"
      text={`Nothing was changed or lost. Try again; if it comes back, the server's log has the cause${error.digest ? ` under ${error.digest}` : ""}.`}
    >
      <Button look="primary" onClick={reset}>
        Try again
      </Button>
    </EmptyState>
  );
}
