import { GithubButton } from "#components/entrance/github-button";
import { Or } from "#components/entrance/or";
import { PasskeyButton } from "#components/entrance/passkey-button";
import { SignInForm } from "#components/entrance/sign-in-form";
import { FormProblem } from "#components/ui/form-problem";

interface Props {
  /** Where to go then: a path of ours. */
  next: string;
  passwords: boolean;
  passkeys: boolean;
  github: boolean;
  problem: string | null;
}

/** The ways in that somebody here has. */
export function SignInWays({ next, passwords, passkeys, github, problem }: Props) {
  const others = (
    <>
      {passwords && (passkeys || github) ? <Or /> : null}
      {passkeys ? <PasskeyButton next={next} /> : null}
      {github ? <GithubButton errand={{ errand: "sign in", next }}>Sign in with GitHub</GithubButton> : null}
    </>
  );
  return (
    <div className="grid gap-4">
      {passwords ? (
        <SignInForm next={next} problem={problem} otherWays={others} />
      ) : (
        <>
          <FormProblem>{problem}</FormProblem>
          {others}
        </>
      )}
    </div>
  );
}
