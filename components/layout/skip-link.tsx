export const MAIN_ID = "contenido";

/** First thing the keyboard reaches: past the menu, to what the page is about. */
export function SkipLink({ label }: { label: string }) {
  return (
    <a
      href={`#${MAIN_ID}`}
      className="focus:rounded-box focus:bg-accent focus:text-accent-ink sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-60 focus:px-4 focus:py-3 focus:font-semibold"
    >
      {label}
    </a>
  );
}
