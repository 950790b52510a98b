import { readdirSync, readFileSync } from 'node:fs'

/**
 * The proportional set size of a process and of all it started, in MB: every page counted once, divided among those that
 * share it. Linux only, and only where the processes may be looked into (not from outside of Chromium's sandbox).
 */
export function memoryOf(rootPid: number): number {
  const kilobytes = processesUnder(rootPid).map((pid) =>
    Number(/^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]),
  )
  return kilobytes.reduce((total, value) => total + value, 0) / 1000
}

function processesUnder(rootPid: number): readonly number[] {
  const parentByPid = new Map(readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [parentOf(name)] : [])))
  const isUnder = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === rootPid || isUnder(parentByPid.get(pid)))
  return [...parentByPid.keys()].filter(isUnder)
}

/** `[pid, parent]`; the name between them may hold anything, parentheses too. */
function parentOf(pid: string): [number, number | undefined] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return [Number(pid), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])]
  } catch {
    // It ended meanwhile.
    return [Number(pid), undefined]
  }
}
