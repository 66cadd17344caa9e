/** `45 s`, `2 min`, `1:05`: as short as a button and a countdown want it, the same in both languages. */
export function spokenSeconds(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (minutes === 0) return `${rest} s`;
  return rest === 0 ? `${minutes} min` : `${minutes}:${String(rest).padStart(2, "0")}`;
}
