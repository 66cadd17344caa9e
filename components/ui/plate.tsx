import type { ReactNode } from "react";

type PlateProps = { above: ReactNode; code: ReactNode; below: ReactNode };

/** The plate of glass: one white card whatever the theme, the code as large as the screen allows, nothing to touch. */
export function Plate({ above, code, below }: PlateProps) {
  return (
    <div className="rounded-box bg-plate text-plate-ink shadow-lift mx-auto w-full max-w-[min(34rem,calc(100dvh-15rem))] min-w-64 p-4 sm:p-6">
      <div className="text-center">{above}</div>
      <div className="mx-auto my-3 aspect-square w-full [&>svg]:size-full">{code}</div>
      <div className="text-center">{below}</div>
    </div>
  );
}
