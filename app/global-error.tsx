"use client";

export default function GlobalErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body style={{ fontFamily: "system-ui", margin: "20vh auto", maxWidth: 420, padding: 16 }}>
        <title>Turbo</title>
        <h1 style={{ fontSize: 20 }}>This page could not be shown</h1>
        <p>Nothing was lost. Reload the page; if it comes back, the server&apos;s log has the cause.</p>
        {error.digest ? <p>Reference: {error.digest}</p> : null}
        <a href="/">Reload</a>
      </body>
    </html>
  );
}
