import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openJsonFile } from './json-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'diptych-json-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = (onDamaged: (movedTo: string) => void = () => undefined) =>
  openJsonFile({
    path: join(folder, 'settings.json'),
    read: (stored) => z.looseObject({ count: z.number() }).safeParse(stored).data ?? null,
    initial: { count: 0 },
    nowMs: () => 1234,
    onDamaged,
  })

describe('a settings file', () => {
  it('keeps what was changed, and what a newer version wrote beside it', async () => {
    writeFileSync(join(folder, 'settings.json'), '{"count":1,"fromTheFuture":true}')
    await open().update((value) => ({ ...value, count: value.count + 1 }))

    expect(JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'))).toEqual({ count: 2, fromTheFuture: true })
    expect(statSync(join(folder, 'settings.json')).mode & 0o777).toBe(0o600)
  })

  it('writes changes in the order they were made', async () => {
    const file = open()
    await Promise.all([1, 2, 3, 4, 5].map((count) => file.update(() => ({ count }))))

    expect(open().value()).toEqual({ count: 5 })
  })

  it.each(['', 'not json', '{"count":"many"}', '[]', '{"count":1'])(
    'moves the unreadable %j aside and starts anew',
    (text) => {
      writeFileSync(join(folder, 'settings.json'), text)
      const moved: string[] = []

      expect(open((path) => moved.push(path)).value()).toEqual({ count: 0 })
      expect(readdirSync(folder)).toEqual(['settings.json.damaged-1234'])
      expect(moved).toEqual([join(folder, 'settings.json.damaged-1234')])
      expect(readFileSync(join(folder, 'settings.json.damaged-1234'), 'utf8')).toBe(text)
    },
  )
})
