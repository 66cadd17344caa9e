const WORDS = new Set("by without on ignoring group_left group_right and or unless bool offset".split(" "));
const LABELS = /\boffset\s+\w+|\{[^}]*\}|\[[^\]]*\]|"[^"]*"|\b(?:by|without|on|ignoring)\s*\([^)]*\)/g;
const NAME = /(?<![\w:])[a-zA-Z_:][a-zA-Z0-9_:]*(?!\w)(\s*\()?/g;

/** The metrics a PromQL expression reads, as Prometheus names them (a histogram with its suffix). */
export function metricsOf(expression) {
  const bare = expression.replaceAll(LABELS, " ");
  const found = [...bare.matchAll(NAME)].filter(([, call]) => call === undefined).map(([name]) => name);
  return [...new Set(found)].filter((name) => !WORDS.has(name) && !/^\d/.test(name));
}
