/** A day in the time of this computer. */
export interface Day {
  /** `YYYY-MM-DD` */
  readonly name: string
  readonly startMs: number
  /** Where the next one begins. */
  readonly endMs: number
}

export function dayOf(atMs: number): Day {
  const at = new Date(atMs)
  const [year, month, date] = [at.getFullYear(), at.getMonth(), at.getDate()]
  const two = (part: number): string => String(part).padStart(2, '0')
  return {
    name: `${String(year).padStart(4, '0')}-${two(month + 1)}-${two(date)}`,
    startMs: new Date(year, month, date).getTime(),
    endMs: new Date(year, month, date + 1).getTime(),
  }
}

/** Names of many days: neighbours are mostly of the same one, and asking for a date is slow. */
export function createDayNames(): (atMs: number) => string {
  let day = dayOf(0)
  return (atMs) => {
    if (atMs < day.startMs || atMs >= day.endMs) day = dayOf(atMs)
    return day.name
  }
}
