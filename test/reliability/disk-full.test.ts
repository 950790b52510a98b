import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { buildDrivers } from './build-drivers.ts'

/** A small disk of its own needs a mount: for anyone in a user namespace, else for root. */
const namespaces = [['-rm'], ['-m']].find(
  (options) => spawnSync('unshare', [...options, 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]).status === 0,
)
if (namespaces === undefined)
  process.stdout.write('SKIPPED: nothing can be mounted here, so there is no disk to fill.\n')

test.skipIf(namespaces === undefined)(
  'A full disk loses nothing that was kept or received',
  { timeout: 120_000 },
  async () => {
    await using temporary = await temporaryFolder()
    await using drivers = await buildDrivers()
    const { stdout, stderr } = spawnSync(
      'unshare',
      [
        ...(namespaces ?? []),
        'sh',
        '-c',
        'mount -t tmpfs -o size=24m tmpfs "$1" && exec "$2" "$3" "$1"',
        'sh',
        temporary.path,
        process.execPath,
        drivers.pathOf('disk-full-driver'),
      ],
      { encoding: 'utf8', timeout: 60_000 },
    )
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toEqual({
      'filling it is refused with': ['disk-full'],
      'lost when it was full': [],
      'pictures shown when it is full': true,
      'deleting when it is full is refused with': null,
      'making one after that is refused with': null,
      'importing one after that is refused with': null,
      'lost after that': [],
      'an answer of which half fits is told as': 'disk-full',
      'and becomes, with room': 'succeeded',
      'an answer that cannot be settled is told as': 'disk-full',
      'which becomes, with room': 'succeeded',
      'one that is left so is told as': 'disk-full',
      'reports of opening with it': ['disk-full'],
      'reports of opening with room': [],
      'lost in the end': [],
    })
  },
)
