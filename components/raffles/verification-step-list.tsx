import { useTranslations } from "next-intl";

import { Check, LoaderCircle, Minus, X } from "@/components/ui/icons";
import { stepNames, type StepName, type VerificationStep } from "@/server/raffles/domain/verification";

type StepListProps = {
  /** Those that were taken, in order. */
  steps: readonly VerificationStep[];
  isRunning: boolean;
};

type State = "ok" | "failed" | "unchecked" | "running" | "waiting";

const look: Record<State, string> = {
  ok: "text-ok",
  failed: "text-danger",
  unchecked: "text-ink-muted",
  running: "text-accent",
  waiting: "text-ink-muted",
};
const sign = { ok: Check, failed: X, unchecked: Minus, running: LoaderCircle, waiting: Minus };

function stateOf(step: VerificationStep | undefined, isNext: boolean): State {
  if (step === undefined) return isNext ? "running" : "waiting";
  if (step.ok === null) return "unchecked";
  return step.ok ? "ok" : "failed";
}

function StepLine({ name, step, state }: { name: StepName; step: VerificationStep | undefined; state: State }) {
  const t = useTranslations("verify");
  const Sign = sign[state];
  return (
    <li className="border-line border-b border-dashed py-2 last:border-b-0">
      <details open={state === "failed"}>
        <summary className="flex min-h-9 cursor-pointer items-center gap-3">
          <Sign aria-hidden className={`size-5 shrink-0 ${look[state]} ${state === "running" ? "animate-turn" : ""}`} />
          <span className={state === "waiting" ? "text-ink-muted" : "font-semibold"}>{t(`step.${name}`)}</span>
          {state !== "waiting" && <span className="sr-only">{t(`state.${state}`)}</span>}
        </summary>
        <p className="text-ink-muted pl-8 text-sm">{t(`how.${name}`)}</p>
        {step?.reason && (
          <p className={`pl-8 text-sm break-words ${state === "failed" ? "text-danger" : "text-ink-muted"}`}>
            {t(`reason.${step.reason}`, step.details)}
          </p>
        )}
      </details>
    </li>
  );
}

/** A proof with ticks: every step can be opened to read how it is checked, the one that fails says why. */
export function VerificationStepList({ steps, isRunning }: StepListProps) {
  return (
    <ol>
      {stepNames.map((name, at) => {
        const step = steps[at];
        return <StepLine key={name} name={name} step={step} state={stateOf(step, isRunning && at === steps.length)} />;
      })}
    </ol>
  );
}
