import { cx } from "class-variance-authority";
import type { ReactNode } from "react";

type PlateProps = {
  above: ReactNode;
  code: ReactNode;
  below: ReactNode;
  /** Where the whole screen is the plate: no card of its own. */ isBare?: boolean;
};

/** The plate of glass: one white card whatever the theme, the code as large as the screen allows, nothing to touch. */
export function Plate({ above, code, below, isBare = false }: PlateProps) {
  return (
    <div
      className={cx(
        "bg-plate text-plate-ink mx-auto w-full min-w-64",
        !isBare && "rounded-box shadow-lift max-w-[min(34rem,calc(100dvh-15rem))] p-4 sm:p-6",
      )}
    >
      <div className="text-center">{above}</div>
      <div className="mx-auto my-3 aspect-square w-full [&>svg]:size-full">{code}</div>
      <div className="text-center">{below}</div>
    </div>
  );
}
