/** Sounds and vibration: what happened, without looking. Never the only sign of anything. */
export type Signal = "seen" | "ok" | "warn" | "danger";

type Tone = { readonly hertz: number; readonly ms: number; readonly wave?: OscillatorType };

const TONES: Record<Signal, readonly Tone[]> = {
  seen: [{ hertz: 1_100, ms: 60 }],
  ok: [
    { hertz: 880, ms: 110 },
    { hertz: 1_320, ms: 190 },
  ],
  warn: [
    { hertz: 620, ms: 140 },
    { hertz: 620, ms: 140 },
  ],
  danger: [{ hertz: 196, ms: 480, wave: "square" }],
};
const PULSES: Record<Signal, number | number[]> = { seen: 30, ok: 120, warn: [90, 80, 90], danger: [220, 90, 220] };
const GAP_S = 0.05;
const LOUDNESS = 0.25;

let context: AudioContext | undefined;

/** Browsers allow sound after the first touch or key only: call it there. */
export function wakeSound(): void {
  context ??= new AudioContext();
  void context.resume();
}

function play(audio: AudioContext, tones: readonly Tone[]): void {
  let at = audio.currentTime + 0.01;
  for (const { hertz, ms, wave = "sine" } of tones) {
    const oscillator = new OscillatorNode(audio, { type: wave, frequency: hertz });
    const gain = new GainNode(audio, { gain: 0 });
    const end = at + ms / 1000;
    // Short ramps, or each tone begins and ends with a click.
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(LOUDNESS, at + 0.01);
    gain.gain.setValueAtTime(LOUDNESS, end - 0.02);
    gain.gain.linearRampToValueAtTime(0, end);
    oscillator.connect(gain).connect(audio.destination);
    oscillator.start(at);
    oscillator.stop(end);
    at = end + GAP_S;
  }
}

export function give(signal: Signal, isMuted: boolean): void {
  if (!isMuted && context?.state === "running") play(context, TONES[signal]);
  // Safari has no vibration.
  if ("vibrate" in navigator) navigator.vibrate(PULSES[signal]);
}
