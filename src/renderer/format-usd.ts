/** `41200` → `$0.0412`. Small amounts keep the digits that tell them apart. */
export function formatUsd(microUsd: number): string {
  const usd = microUsd / 1_000_000
  if (microUsd === 0) return '$0'
  if (usd < 0.0001) return '< $0.0001'
  return `$${usd.toFixed(usd >= 1 ? 2 : 4).replace(/(\.\d\d\d*?)0+$/, '$1')}`
}

/** `40000, 170000` → `$0.04–0.17`. An estimate, so cents where there are cents. */
export function formatUsdRange(lowMicroUsd: number, highMicroUsd: number): string {
  const decimals = lowMicroUsd < 10_000 ? 3 : 2
  const low = (lowMicroUsd / 1_000_000).toFixed(decimals)
  const high = (highMicroUsd / 1_000_000).toFixed(decimals)
  return low === high ? `$${low}` : `$${low}–${high}`
}
