"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { z } from "zod";
import { post } from "#components/api";
import { ProofForm } from "#components/sign-in-methods/proof-form";
import { QrCode } from "#components/sign-in-methods/qr-code";
import { RecoveryCodes } from "#components/sign-in-methods/recovery-codes";
import { Button } from "#components/ui/button";
import { CopyableLine } from "#components/ui/copyable-line";
import { RelativeTime } from "#components/ui/relative-time";
import { toast } from "#components/ui/toast";
import type { RecoveryCodes as Codes, NewAuthenticator, SignInMethods } from "#lib/domain/sign-in-methods/schema";

interface Props {
  of: SignInMethods["secondFactor"];
  hasPassword: boolean;
}

type Doing =
  | { is: "nothing" | "asking" | "renewing" | "turning off" }
  | { is: "setting up"; made: z.output<typeof NewAuthenticator> }
  | { is: "showing"; codes: string[] };

const NOTHING: Doing = { is: "nothing" };

/** Sets up, renews and turns off the code that is asked for after the password. */
export function SecondFactor({ of: factor, hasPassword }: Props) {
  const router = useRouter();
  const [doing, setDoing] = useState<Doing>(NOTHING);
  const stop = () => setDoing(NOTHING);

  async function begin(password: string) {
    setDoing({ is: "setting up", made: await post("/me/second-factor", { password }) });
  }

  async function showCodes(path: string, code: string) {
    const { recoveryCodes } = await post<z.output<typeof Codes>>(path, { code });
    setDoing({ is: "showing", codes: recoveryCodes });
    router.refresh();
  }

  async function turnOff(typed: string) {
    await post("/me/second-factor/remove", isCode(typed) ? { code: typed } : { password: typed });
    stop();
    toast("Second factor turned off");
    router.refresh();
  }

  if (doing.is === "showing") return <RecoveryCodes codes={doing.codes} onKept={stop} />;
  if (doing.is === "asking") return <ProofForm label="Your password" action="Continue" send={begin} onCancel={stop} />;
  if (doing.is === "setting up") {
    return (
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <p>Scan this with an authenticator app, or type the secret into it. Then give the code that it shows.</p>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-[auto_minmax(0,1fr)]">
          <QrCode text={doing.made.address} label="The secret as a QR code" />
          <div className="grid content-start gap-4">
            <CopyableLine text={doing.made.secret} what="the secret" />
            <ProofForm
              label="Code"
              action="Turn on"
              asksCode
              send={(code) => showCodes("/me/second-factor/confirm", code)}
              onCancel={stop}
            />
          </div>
        </div>
      </div>
    );
  }
  if (factor === null) {
    if (!hasPassword) return <p className="text-muted">It is asked for after a password. Set one first.</p>;
    return (
      <Button size="field" className="justify-self-start" onClick={() => setDoing({ is: "asking" })}>
        Set up
      </Button>
    );
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2 rounded-card border px-3 py-1.5">
        <span className="min-w-0 basis-full sm:flex-1 sm:basis-auto">
          <span className="block font-medium">On</span>
          <span className="text-mini text-muted">
            Since <RelativeTime at={factor.since} /> · {codesLeft(factor.recoveryCodesLeft)}
          </span>
        </span>
        <Button onClick={() => setDoing({ is: "renewing" })}>New recovery codes</Button>
        <Button onClick={() => setDoing({ is: "turning off" })}>Turn off</Button>
      </div>
      {doing.is === "renewing" ? (
        <ProofForm
          key="renew"
          label="Code"
          hint="Of the app, or a recovery code. The codes before end."
          action="Make new codes"
          asksCode
          send={(code) => showCodes("/me/second-factor/recovery-codes", code)}
          onCancel={stop}
        />
      ) : null}
      {doing.is === "turning off" ? (
        <ProofForm
          key="off"
          label="Your password, or a code"
          hint="Afterwards the password alone signs you in."
          action="Turn off"
          send={turnOff}
          onCancel={stop}
        />
      ) : null}
    </div>
  );
}

/** No password looks like a code of the app, which is shorter; a recovery code is three groups of four. */
function isCode(typed: string): boolean {
  return /^\s*(\d{3}\s?\d{3}|[A-Z2-9]{4}(-[A-Z2-9]{4}){2})\s*$/i.test(typed);
}

function codesLeft(left: number): string {
  if (left === 0) return "no recovery code left";
  return `${left} recovery ${left === 1 ? "code" : "codes"} left`;
}
