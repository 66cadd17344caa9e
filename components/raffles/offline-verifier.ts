/** The verifier as one file that works from disk with the network off. Built into `public/verificar-sorteo.html`. */
import english from "@/messages/en.json";
import spanish from "@/messages/es-MX.json";
import type { VerificationStep } from "@/server/raffles/domain/verification";
import { filled } from "@/server/raffles/domain/verification-text";
import {
  type DrawFileName,
  drawFileNames,
  type DrawFiles,
  type DrawVerdict,
  frozenFileNames,
  verifySteps,
} from "@/server/raffles/domain/verify-draw";

const texts = (navigator.language.startsWith("en") ? english : spanish).verify;

function element<K extends keyof HTMLElementTagNameMap>(tag: K, text = "", className = ""): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = className;
  return made;
}

function lineOf({ step, ok, reason, details }: VerificationStep): HTMLElement {
  const line = element("li", "", ok === null ? "unchecked" : ok ? "ok" : "failed");
  const more = element("details");
  more.open = ok === false;
  const why = reason === null ? [] : [element("p", filled(texts.reason[reason], details), "why")];
  const sign = element("span", ok === null ? "–" : ok ? "✓" : "✗", "sign");
  const summary = element("summary");
  summary.append(sign, element("span", texts.step[step]));
  more.append(summary, element("p", texts.how[step]), ...why);
  line.append(more);
  return line;
}

function verdictOf({ outcome, steps, isDemonstration, places }: DrawVerdict): HTMLElement[] {
  const failing = steps.find(({ ok }) => ok === false);
  const words = filled(texts.outcome[outcome], { step: failing ? texts.step[failing.step] : "" });
  const verdict = element("p", words, `verdict ${outcome === "FAILED" ? "failed" : "ok"}`);
  const notes = isDemonstration === true ? [element("p", texts.demonstration, "note")] : [];
  if (places === null) return [verdict, ...notes];
  const list = element("ol", "", "places");
  for (const { place, prize, ticket } of places) {
    const [kind, n = ""] = place.split(" ");
    const name = filled(kind === "WINNER" ? texts.place.WINNER : texts.place.ALTERNATE, { n });
    list.append(element("li", `${name} · ${texts.page.ticket} ${ticket}${prize === null ? "" : ` · ${prize}`}`));
  }
  return [verdict, ...notes, element("h2", texts.page.places), list];
}

const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

async function run(files: DrawFiles, show: HTMLElement): Promise<void> {
  const list = element("ol", "", "steps");
  const state = element("p", texts.running, "note");
  show.replaceChildren(state, list);
  const walk = verifySteps(files);
  for (;;) {
    const next = walk.next();
    if (next.done === true) {
      state.replaceWith(...verdictOf(next.value));
      return;
    }
    const { value } = next;
    if ("step" in value) list.append(lineOf(value));
    else
      state.textContent = filled(texts.reading, { percent: Math.round((100 * value.done) / Math.max(1, value.total)) });
    await breathe();
  }
}

/** `tickets (1).csv`, as browsers call a second download, is still `tickets.csv`. */
const nameOf = (file: File): DrawFileName | undefined =>
  drawFileNames.find((name) => file.name.replace(/ ?\(\d+\)(?=\.)/, "").toLowerCase() === name);

async function read(chosen: FileList): Promise<DrawFiles> {
  const read = await Promise.all(
    Array.from(chosen, async (file) => [nameOf(file), new Uint8Array(await file.arrayBuffer())] as const),
  );
  return Object.fromEntries(read.filter(([name]) => name !== undefined)) as DrawFiles; // names come from the list
}

function start(page: HTMLElement): void {
  const show = element("div");
  show.setAttribute("aria-live", "polite");
  const input = element("input");
  input.type = "file";
  input.multiple = true;
  input.accept = ".json,.csv";
  const label = element("label", texts.page.choose, "choose");
  label.append(input);
  input.addEventListener("change", () => {
    const chosen = input.files;
    if (chosen === null) return;
    void read(chosen).then((files) => {
      const missing = frozenFileNames.filter((name) => files[name] === undefined);
      const words = filled(texts.page.missing, { files: missing.join(", ") });
      return missing.length > 0 ? show.replaceChildren(element("p", words, "verdict failed")) : run(files, show);
    });
  });
  const names = element("p", drawFileNames.join(" · "), "names");
  page.replaceChildren(element("h1", texts.page.heading), element("p", texts.page.intro), names, label, show);
}

const page = document.querySelector("main");
if (page !== null) start(page);
