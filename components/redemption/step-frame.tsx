import { cx } from "class-variance-authority";
import type { ReactNode } from "react";

type StepFrameProps = {
  /** What the decision is about: stands above on a phone, at the left on a tablet held wide. */
  subject: ReactNode;
  children: ReactNode;
  /** Stays in reach of the thumb: at the lower edge whatever the length of the screen. */
  action: ReactNode;
  /** Where everything must fit above the thumb, such as beside a keypad. */
  isDense?: boolean;
};

/** One decision: its subject, its choices, and the button that goes on. */
export function StepFrame({ subject, children, action, isDense }: StepFrameProps) {
  return (
    <div className="flex flex-1 flex-col lg:grid lg:grid-cols-[2fr_3fr]">
      <div className="lg:border-line lg:border-r">{subject}</div>
      <div className="mx-auto flex w-full max-w-xl flex-1 flex-col">
        <div className={cx("flex flex-1 flex-col px-4", isDense ? "gap-2 py-2" : "gap-4 py-4")}>{children}</div>
        <div className="border-line bg-surface sticky bottom-0 flex flex-col gap-2 border-t px-4 pt-3 pb-3">
          {action}
        </div>
      </div>
    </div>
  );
}
