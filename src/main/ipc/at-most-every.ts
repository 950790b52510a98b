/** `act` at once, and then at most once in so many milliseconds, the last time after the last call. */
export interface AtMostEvery {
  readonly call: () => void
  /** Forgets what has not been done yet. */
  readonly stop: () => void
}

export function atMostEvery(everyMs: number, act: () => void): AtMostEvery {
  let timer: NodeJS.Timeout | undefined
  let isWanted = false
  const turn = (): void => {
    timer = undefined
    if (!isWanted) return
    isWanted = false
    timer = setTimeout(turn, everyMs)
    act()
  }
  return {
    call: () => {
      isWanted = true
      if (timer === undefined) turn()
    },
    stop: () => {
      clearTimeout(timer)
      timer = undefined
      isWanted = false
    },
  }
}
