// Lint rules of this house that no ready-made rule covers. Written like ESLint rules; loaded by .oxlintrc.json.

const CLOCK_OWNERS = /^server\/(container\.ts$|container\/|main\.ts$|adapters\/|platform\/|gateway\/|jobs\/)/;
const IMPURE =
  /^server\/([^/]+\/(commands|queries|store|router)\/|[^/]+\/(store|webhook|subscriptions)\.ts$|adapters\/|platform\/)/;
const COMMAND = /^server\/[^/]+\/commands\//;
const FORMAT = "components/format/";
const TEST = /\.test\.tsx?$|\.spec\.ts$|^tests\//;

const COLOURS =
  "slate|gray|zinc|neutral|stone|red|orange|amber|yellow|lime|green|emerald|teal|cyan|sky|blue|indigo|violet|purple|fuchsia|pink|rose";
const USES = "bg|text|border|ring|fill|stroke|from|via|to|outline|divide|accent|caret|decoration|shadow|placeholder";
const RAW_COLOUR = new RegExp(`(^|[\\s:!])(?:${USES})-(?:(?:${COLOURS})-\\d{2,3}|black|white|\\[(?:#|rgb|hsl|oklch))`);

/** The path from the project root, whatever machine and folder it lies in. */
function pathOf(context) {
  const root = `${context.cwd ?? process.cwd()}/`.replaceAll("\\", "/");
  const file = context.filename.replaceAll("\\", "/");
  return file.startsWith(root) ? file.slice(root.length) : file;
}

const isName = (node, name) => node?.type === "Identifier" && node.name === name;
const isCallOf = (node, object, property) =>
  node.callee.type === "MemberExpression" &&
  isName(node.callee.object, object) &&
  isName(node.callee.property, property);
const rule = (message, create) => ({ meta: { type: "problem", messages: { found: message } }, create });
const found = (context, node) => context.report({ node, messageId: "found" });

const ambientTime = rule("Take the instant or the chance from ctx: `now`, the clock or newId.", (context) => {
  const path = pathOf(context);
  if (!path.startsWith("server/") || CLOCK_OWNERS.test(path) || TEST.test(path)) return {};
  return {
    NewExpression: (node) => isName(node.callee, "Date") && node.arguments.length === 0 && found(context, node),
    CallExpression: (node) => {
      const isAmbient = isCallOf(node, "Date", "now") || isCallOf(node, "Math", "random");
      if (isAmbient || isName(node.callee, "Date")) found(context, node);
    },
  };
});

const commandAppends = rule("A command that changes something appends an event in the same transaction.", (context) => {
  if (!COMMAND.test(pathOf(context)) || TEST.test(pathOf(context))) return {};
  let transacts;
  let hasAppended = false;
  return {
    CallExpression: (node) => {
      const { callee } = node;
      const name = callee.type === "MemberExpression" ? callee.property : callee;
      if (isName(name, "transact")) transacts = node;
      if (name?.name?.startsWith("append")) hasAppended = true;
    },
    "Program:exit": () => {
      if (transacts !== undefined && !hasAppended) found(context, transacts);
    },
  };
});

const formatOnce = rule("Money, dates and numbers are formatted in components/format only.", (context) => {
  const path = pathOf(context);
  if (!/^(app|components|server)\//.test(path) || path.startsWith(FORMAT) || TEST.test(path)) return {};
  return {
    MemberExpression: (node) => {
      const isLocal = node.property.type === "Identifier" && node.property.name.startsWith("toLocale");
      if (isLocal || isName(node.object, "Intl")) found(context, node);
    },
  };
});

const tokensOnly = rule("Colours come from the tokens of globals.css, named by role.", (context) => {
  if (!/^(app|components)\//.test(pathOf(context)) || TEST.test(pathOf(context))) return {};
  const check = (node, text) => typeof text === "string" && RAW_COLOUR.test(text) && found(context, node);
  return {
    Literal: (node) => check(node, node.value),
    TemplateElement: (node) => check(node, node.value.raw),
  };
});

const serverOnly = rule('The first line is `import "server-only"`.', (context) => {
  const path = pathOf(context);
  if (!IMPURE.test(path) || TEST.test(path) || path === "server/platform/nothing.ts") return {};
  return {
    Program: (node) => {
      const [first] = node.body;
      if (first?.type !== "ImportDeclaration" || first.source.value !== "server-only") found(context, first ?? node);
    },
  };
});

const doubleCast = rule(
  "A double cast lives in a named helper, with the guarantee it rests on written above it.",
  (context) => {
    const lines = (context.sourceCode?.text ?? context.getSourceCode().text).split("\n");
    return {
      TSAsExpression: (node) => {
        if (node.expression.type !== "TSAsExpression" || TEST.test(pathOf(context))) return;
        let at = node;
        while (at.parent !== null && at.parent?.type !== "Program") at = at.parent;
        const before = lines[at.loc.start.line - 2]?.trim() ?? "";
        if (!before.startsWith("//") && !before.endsWith("*/")) found(context, node);
      },
    };
  },
);

const rawSql = rule("SQL text is never put together at run time: no sql.raw, no unsafe().", (context) => {
  if (!/^(server|db|app)\//.test(pathOf(context)) || TEST.test(pathOf(context))) return {};
  return {
    CallExpression: (node) => {
      const { callee } = node;
      if (callee.type !== "MemberExpression") return;
      if (isCallOf(node, "sql", "raw") || isName(callee.property, "unsafe")) found(context, node);
    },
  };
});

/** Lines that hold code, as a set of line numbers from 1. */
function codeLines(text) {
  const found = new Set();
  let isInside = false;
  for (const [i, line] of text.split("\n").entries()) {
    const here = line.trim();
    const wasInside = isInside;
    if (!isInside && here.startsWith("/*")) isInside = true;
    if (isInside && here.includes("*/")) isInside = false;
    if (!(wasInside || here === "" || here.startsWith("//") || here.startsWith("/*"))) found.add(i + 1);
  }
  return found;
}

// A function inside another counts for itself: what it has below its first line is not the outer one's.
const functionLength = {
  meta: { type: "problem", messages: { found: "{{lines}} lines in one function, at most {{most}}." }, schema: [{}] },
  create: (context) => {
    const most = context.options[0]?.max ?? 40;
    const counted = codeLines(context.sourceCode?.text ?? context.getSourceCode().text);
    const open = [];
    const leave = (node) => {
      const inner = open.pop();
      const { start, end } = node.loc;
      const own = new Set();
      for (let line = start.line; line <= end.line; line++) if (counted.has(line) && !inner.has(line)) own.add(line);
      if (own.size > most)
        context.report({ node, messageId: "found", data: { lines: String(own.size), most: String(most) } });
      for (let line = start.line + 1; line <= end.line; line++) open.at(-1)?.add(line);
    };
    const enter = () => void open.push(new Set());
    return {
      FunctionDeclaration: enter,
      FunctionExpression: enter,
      ArrowFunctionExpression: enter,
      "FunctionDeclaration:exit": leave,
      "FunctionExpression:exit": leave,
      "ArrowFunctionExpression:exit": leave,
    };
  },
};

export default {
  meta: { name: "house" },
  rules: {
    "no-ambient-time": ambientTime,
    "command-appends-event": commandAppends,
    "format-once": formatOnce,
    "tokens-only": tokensOnly,
    "server-only-first": serverOnly,
    "no-bare-double-cast": doubleCast,
    "no-raw-sql": rawSql,
    "function-length": functionLength,
  },
};
