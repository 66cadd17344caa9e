import { readdirSync, readFileSync } from "node:fs";

const TICKS_A_SECOND = 100;

const statOf = (pid: number): string[] => {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
  } catch {
    return [];
  }
};

const ticksOf = (pid: number): number => {
  const stat = statOf(pid);
  // utime, stime and what ended children used: fields 14 to 17 of the line, three of them cut off before.
  return stat.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0);
};

const childrenOf = (pid: number): number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(statOf(Number(name))[1]) === pid)
    .map(Number);

/** Processor seconds that a process and its children have used so far, ended ones included. */
export const cpuSecondsOf = (pid: number): number =>
  [pid, ...childrenOf(pid)].reduce((sum, each) => sum + ticksOf(each), 0) / TICKS_A_SECOND;

/** The most memory a process ever held, in MB. */
export function peakMemoryMb(pid: number): number {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Math.round(Number(kilobytes ?? Number.NaN) / 1_024);
}
