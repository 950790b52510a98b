/** Milliseconds until what `act` began has ended. */
export async function timeOf(act: () => unknown): Promise<number> {
  const start = performance.now()
  await act()
  return performance.now() - start
}
