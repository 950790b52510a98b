/** What runs in the page: sent there as text, so it refers to nothing outside of itself. */

interface StrokeTimes {
  /** Milliseconds a handler took for one move of the pen, as the mean of each stroke. */
  readonly moves: readonly number[]
  readonly bareMoves: readonly number[]
  /** From pen up until everything that follows at once is done, stroke by stroke. */
  readonly commits: readonly number[]
}

/**
 * Draws strokes on the editor's canvas, each beside one on a bare 2D canvas of the picture's size in the same place of the
 * page, by the same events. What a handler takes is less than the page's clock can tell: moves are timed stroke by stroke.
 */
export async function timeStrokes(
  host: Element,
  given: { readonly strokes: number; readonly width: number; readonly height: number },
): Promise<StrokeTimes> {
  const movesAStroke = 60
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
  const bare = document.createElement('canvas')
  bare.width = given.width
  bare.height = given.height
  Object.assign(bare.style, { position: 'absolute', inset: '0', width: '50%', height: '50%', opacity: '0.5' })
  bare.style.pointerEvents = 'none'
  host.parentElement?.append(bare)
  const context = bare.getContext('2d')
  let last: readonly [number, number] = [0, 0]
  bare.addEventListener('pointerdown', ({ clientX, clientY }) => {
    last = [clientX, clientY]
  })
  bare.addEventListener('pointermove', ({ clientX, clientY }) => {
    if (context === null) return
    context.lineWidth = 60
    context.lineCap = 'round'
    context.strokeStyle = '#ff2d55'
    context.beginPath()
    context.moveTo(...last)
    context.lineTo(clientX, clientY)
    context.stroke()
    last = [clientX, clientY]
  })

  const box = host.getBoundingClientRect()
  const top = host.querySelector('.upper-canvas')
  if (top === null) throw new Error('no canvas to draw on')
  const press = (target: Element, type: string, x: number, y: number): boolean =>
    target.dispatchEvent(
      new PointerEvent(type, {
        // The mouse's: it was over the page, so that it can be captured.
        pointerId: 1,
        isPrimary: true,
        pointerType: 'mouse',
        bubbles: true,
        cancelable: true,
        clientX: x,
        clientY: y,
        button: type === 'pointermove' ? -1 : 0,
        buttons: type === 'pointerup' ? 0 : 1,
      }),
    )
  const draw = async (target: Element, number: number): Promise<{ readonly move: number; readonly commit: number }> => {
    const x = box.left + box.width * (0.3 + 0.3 * ((number * 0.618) % 1))
    const y = box.top + box.height * (0.3 + 0.3 * ((number * 0.414) % 1))
    press(target, 'pointerdown', x, y)
    let spentMs = 0
    for (let move = 1; move <= movesAStroke; move += 4) {
      await frame()
      const start = performance.now()
      for (let step = move; step < move + 4; step += 1)
        press(target, 'pointermove', x + step * 3, y + 60 * Math.sin(step / 8))
      spentMs += performance.now() - start
    }
    await frame()
    await frame()
    const start = performance.now()
    press(target, 'pointerup', x, y)
    await new Promise<void>((resolve) => queueMicrotask(resolve))
    const commit = performance.now() - start
    await frame()
    return { move: spentMs / movesAStroke, commit }
  }

  const moves: number[] = []
  const bareMoves: number[] = []
  const commits: number[] = []
  for (let stroke = 0; stroke < given.strokes; stroke += 1) {
    bareMoves.push((await draw(bare, stroke)).move)
    const { move, commit } = await draw(top, stroke)
    moves.push(move)
    commits.push(commit)
  }
  bare.remove()
  return { moves, bareMoves, commits }
}
