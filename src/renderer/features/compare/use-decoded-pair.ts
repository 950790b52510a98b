import { useEffect, useState } from 'react'
import type { BlindPair } from '#shared/experiment.ts'
import { blobUrl } from '#shared/image-url.ts'

/**
 * The pair once both of its pictures can be seen: a key that was meant for the pair before must not judge one that nobody
 * has looked at, and the picture that comes first must not tell by being first.
 */
export function useDecodedPair(pair: BlindPair | null): {
  readonly shown: BlindPair | null
  readonly isBroken: boolean
} {
  const [state, setState] = useState<{ readonly token: string; readonly isBroken: boolean } | null>(null)
  useEffect(() => {
    if (pair === null) return
    let isCurrent = true
    const settle = (isBroken: boolean): void => {
      if (isCurrent) setState({ token: pair.token, isBroken })
    }
    Promise.all([decode(pair.left), decode(pair.right)]).then(
      () => settle(false),
      () => settle(true),
    )
    return () => {
      isCurrent = false
    }
  }, [pair])
  const isSettled = pair !== null && state?.token === pair.token
  return { shown: isSettled && !state.isBroken ? pair : null, isBroken: isSettled && state.isBroken }
}

function decode(side: BlindPair['left']): Promise<void> {
  const image = new Image()
  image.src = blobUrl(side)
  return image.decode()
}
