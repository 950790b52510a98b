import { useEffect, useState } from 'react'

/** `true` once the first frame is on screen: for what nobody can see or use before. */
export function useIsPainted(): boolean {
  const [isPainted, setPainted] = useState(false)
  useEffect(() => {
    let afterFrame: ReturnType<typeof setTimeout> | undefined
    const frame = requestAnimationFrame(() => {
      afterFrame = setTimeout(() => setPainted(true))
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(afterFrame)
    }
  }, [])
  return isPainted
}
