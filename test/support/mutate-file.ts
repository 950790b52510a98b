import type { SeededRandom } from '#shared/seeded-random.ts'

/** One way of spoiling a file, told by name so that a failing case can be found again. */
export interface Mutation {
  readonly name: string
  readonly apply: (file: Buffer, random: SeededRandom) => Buffer
}

/** The places where a container says how long something is, roughly: runs of bytes that lie before letters. */
const writeNumber = (file: Buffer, at: number, value: number): Buffer => {
  const copy = Buffer.from(file)
  copy.writeUInt32BE(value >>> 0, at)
  return copy
}

const cutOut = (file: Buffer, start: number, end: number): Buffer =>
  Buffer.concat([file.subarray(0, start), file.subarray(end)])

const place = (file: Buffer, random: SeededRandom): number => random.whole(0, Math.max(0, file.byteLength - 5))

const lies = [0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0x00ffffff, 0x10000] as const

export const mutations: readonly [Mutation, ...Mutation[]] = [
  { name: 'cut short', apply: (file, random) => file.subarray(0, random.whole(0, file.byteLength - 1)) },
  { name: 'cut at the end', apply: (file, random) => file.subarray(0, file.byteLength - random.whole(1, 12)) },
  {
    name: 'flipped bits',
    apply: (file, random) => {
      const copy = Buffer.from(file)
      for (let count = random.whole(1, 8); count > 0; count -= 1) {
        const at = random.whole(0, copy.byteLength - 1)
        copy[at] = (copy[at] ?? 0) ^ (1 << random.whole(0, 7))
      }
      return copy
    },
  },
  {
    name: 'flipped bits in the header',
    apply: (file, random) => {
      const copy = Buffer.from(file)
      for (let count = random.whole(1, 4); count > 0; count -= 1) {
        const at = random.whole(0, Math.min(60, copy.byteLength - 1))
        copy[at] = random.whole(0, 255)
      }
      return copy
    },
  },
  {
    name: 'a length that lies',
    apply: (file, random) => writeNumber(file, random.whole(0, file.byteLength - 4), random.pick(lies)),
  },
  {
    name: 'a length that lies in the header',
    apply: (file, random) => writeNumber(file, random.whole(0, Math.min(60, file.byteLength - 4)), random.pick(lies)),
  },
  {
    name: 'a part left out',
    apply: (file, random) => {
      const start = place(file, random)
      return cutOut(file, start, start + random.whole(1, 200))
    },
  },
  {
    name: 'a part twice',
    apply: (file, random) => {
      const start = place(file, random)
      const end = Math.min(file.byteLength, start + random.whole(1, 200))
      return Buffer.concat([file.subarray(0, end), file.subarray(start, end), file.subarray(end)])
    },
  },
  {
    name: 'two parts exchanged',
    apply: (file, random) => {
      const [one, other] = [place(file, random), place(file, random)].sort((a, b) => a - b)
      if (one === undefined || other === undefined) return file
      return Buffer.concat([file.subarray(0, one), file.subarray(other), file.subarray(one, other)])
    },
  },
  {
    name: 'noise in the middle',
    apply: (file, random) => {
      const copy = Buffer.from(file)
      const start = place(file, random)
      for (let at = start; at < Math.min(copy.byteLength, start + 64); at += 1) copy[at] = random.whole(0, 255)
      return copy
    },
  },
  {
    name: 'zeros to the end',
    apply: (file, random) => {
      const copy = Buffer.from(file)
      return copy.fill(0, place(file, random))
    },
  },
  {
    name: 'something behind the end',
    apply: (file, random) =>
      Buffer.concat([
        file,
        Buffer.from(random.pick(['PK\x03\x04', '%PDF-1.7', '<script>alert(1)</script>', '\xff\xd9']), 'latin1'),
      ]),
  },
  {
    name: 'something before the beginning',
    apply: (file, random) =>
      Buffer.concat([Buffer.from(random.pick(['\n', 'GIF89a', '%PDF-1.7\n', '\xff\xd8\xff'])), file]),
  },
]
