/** How far something has come, as a bar with its words. `value` of `max`. */
export function Progress({ value, max, label }: { value: number; max: number; label: string }) {
  return (
    <progress
      value={value}
      max={max}
      aria-label={label}
      className="bg-surface-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-surface-sunken [&::-webkit-progress-value]:bg-accent block h-2 w-full appearance-none overflow-hidden rounded-full"
    />
  );
}
