"use client";

import { centavos, parsePesos, parsePrice, tenthMilli } from "@/server/kernel/money";

import { AmountStep } from "./amount-step";
import { ChargingStep, CheckingStep, UnconfirmedStep } from "./charging-step";
import { ConfirmStep } from "./confirm-step";
import type { PreviewedCoupon } from "./desk";
import { type Pump, PumpStep } from "./pump-step";
import type { Till } from "./quote";
import { DoneStep, RefusedStep } from "./result-step";
import { ScanStep } from "./scan-step";
import type { UndoProps } from "./undo-button";
import { type DeskParts, useDesk } from "./use-desk";

/** The price is there on every step that needs it: a coupon without one never gets past the look at it. */
const tillOf = (coupon: PreviewedCoupon): Till => ({
  price: parsePrice(coupon.pricePerLiter ?? "") ?? tenthMilli(0),
  balance: parsePesos(coupon.balance) ?? centavos(0),
});

type Steps = ReturnType<typeof useDesk>;
type StepsProps = { steps: Steps; parts: DeskParts; pumps: readonly Pump[] };

/** The one decision that is under way. */
export function DeskSteps({ pumps, ...parts }: DeskParts & { pumps: readonly Pump[] }) {
  const steps = useDesk(parts);
  const { desk } = steps;
  const isResult = desk.step === "done" || desk.step === "refused";
  if (desk.step !== "scan" && !isResult) return <Decision steps={steps} parts={parts} pumps={pumps} />;
  // Behind a result the camera is already open: the next code ends it.
  return (
    <>
      <ScanStep
        isReading={!parts.isPaused}
        isForeign={desk.step === "scan" && desk.isForeign === true}
        isOnline={parts.connection.isOnline}
        isCovered={isResult}
        undo={parts.undo}
        onText={steps.onText}
        onCode={steps.onCode}
      />
      {isResult && <Result steps={steps} undo={parts.undo} />}
    </>
  );
}

function Decision({ steps, parts, pumps }: StepsProps) {
  const { desk, send, onSend } = steps;
  const reset = () => send({ type: "reset" });
  const back = () => send({ type: "back" });
  switch (desk.step) {
    case "checking":
      return <CheckingStep />;
    case "pump":
      return (
        <PumpStep
          coupon={desk.coupon}
          pumps={pumps}
          onPump={(number) => send({ type: "pump", number })}
          onCancel={reset}
        />
      );
    case "amount":
      return (
        <AmountStep
          at={desk}
          till={tillOf(desk.coupon)}
          onTyped={(typed) => send({ type: "typed", typed })}
          onReview={() => send({ type: "review" })}
          onBack={back}
        />
      );
    case "confirm": {
      const { isOnline } = parts.connection;
      const confirm = () => void onSend(desk);
      return (
        <ConfirmStep
          at={desk}
          till={tillOf(desk.coupon)}
          stationId={parts.stationId}
          isOnline={isOnline}
          onSend={confirm}
          onBack={back}
        />
      );
    }
    case "charging":
      return <ChargingStep tries={desk.tries} />;
    case "unconfirmed":
      return <UnconfirmedStep typed={desk.typed} onAgain={() => void onSend(desk)} onLater={reset} />;
    default:
      return null;
  }
}

function Result({ steps: { desk, send }, undo }: { steps: Steps; undo: UndoProps }) {
  const next = () => send({ type: "reset" });
  if (desk.step === "done") {
    const { done, typed, quotedPrice } = desk;
    return <DoneStep done={done} typed={typed} quotedPrice={quotedPrice} undo={undo} onNext={next} />;
  }
  if (desk.step !== "refused") return null;
  return (
    <RefusedStep
      kind={desk.kind}
      coupon={desk.coupon}
      requestId={desk.requestId}
      waitSeconds={desk.waitSeconds}
      onNext={next}
      onFix={desk.fix ? () => send({ type: "back" }) : undefined}
    />
  );
}
