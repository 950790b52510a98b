import { useSyncExternalStore } from 'react'

/** The day on this computer's calendar, `YYYY-MM-DD`. */
export function today(nowMs: number = Date.now()): string {
  const now = new Date(nowMs)
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** The same, and whoever shows it is drawn again when the next day begins. */
export const useToday = (): string => useSyncExternalStore(onNextDay, today)

/** Looks at the clock every minute: a timer until midnight would sleep with the computer, and miss a clock that is set. */
function onNextDay(listener: () => void): () => void {
  const timer = setInterval(listener, 60_000)
  return () => clearInterval(timer)
}
