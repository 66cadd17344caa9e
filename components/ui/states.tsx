import { cx } from "class-variance-authority";
import type { ReactNode } from "react";

import { CircleAlert, Info, Lock } from "./icons";

type StateProps = {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  icon?: ReactNode;
  className?: string;
  /** Its place in the outline; `h1` where it is the whole page. */ heading?: "h1" | "h2";
};

function StateBox({ title, children, action, icon, className, heading: Heading = "h2" }: StateProps) {
  return (
    <div className={cx("flex flex-col items-start gap-3 rounded-box border p-5", className)}>
      <div className="flex items-start gap-3">
        <span aria-hidden className="mt-0.5 shrink-0 [&>svg]:size-6">
          {icon}
        </span>
        <div className="space-y-1">
          <Heading className="text-lg">{title}</Heading>
          {children && <div className="text-ink-muted max-w-prose">{children}</div>}
        </div>
      </div>
      {action && <div className="flex flex-wrap gap-2 pl-9">{action}</div>}
    </div>
  );
}

/** Nothing here yet, and what to do about it. */
export function EmptyState({ icon = <Info />, ...rest }: StateProps) {
  return <StateBox {...rest} icon={icon} className="border-line-strong border-dashed" />;
}

/** A fault of ours. `requestId` lets support find it. */
export function ErrorState({ requestId, children, ...rest }: StateProps & { requestId?: string | undefined }) {
  return (
    <div role="alert">
      <StateBox {...rest} icon={<CircleAlert className="text-danger" />} className="border-danger bg-danger-soft">
        {children}
        {requestId && <code className="mt-2 block font-mono text-sm">{requestId}</code>}
      </StateBox>
    </div>
  );
}

/** The rules said no: the title names the rule, the text says what to do. */
export function RefusedState(props: StateProps) {
  return (
    <div role="alert">
      <StateBox {...props} icon={<Lock className="text-warn" />} className="border-warn bg-warn-soft" />
    </div>
  );
}
