import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, type Plugin } from 'vite'
import type { Mutant } from './mutants.ts'

/**
 * The drivers, each in one file with the store it drives, perhaps with a mutant in it. A process starts in half the
 * time that it takes to load the sources one by one, and runs what was there when the suite began.
 */
export async function buildDrivers(mutant: Mutant | null = null): Promise<
  AsyncDisposable & {
    readonly pathOf: (
      entry: 'fault-driver' | 'inject-fault' | 'kill-driver' | 'disk-full-driver' | 'library-test-worker',
    ) => string
  }
> {
  const root = join(import.meta.dirname, '../..')
  // Below the repository, so that what is not built in is found.
  const folder = join(root, 'node_modules/.cache/reliability', crypto.randomUUID())
  await build({
    configFile: false,
    root,
    logLevel: 'silent',
    plugins: mutant === null ? [] : [mutate(mutant)],
    ssr: { noExternal: true, external: ['better-sqlite3', '@napi-rs/canvas'] },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: [
          join(import.meta.dirname, 'faults/inject-fault.ts'),
          join(import.meta.dirname, 'faults/fault-driver.ts'),
          join(import.meta.dirname, 'kill-driver.ts'),
          join(import.meta.dirname, 'disk-full-driver.ts'),
          join(root, 'test/support/library-test-worker.ts'),
        ],
      },
    },
  })
  // Otherwise each process reads them twice to find out that they are modules.
  await writeFile(join(folder, 'package.json'), '{"type":"module"}')
  return {
    pathOf: (entry) => join(folder, `${entry}.js`),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}

/** Edits sources as they are built; an edit that does not fit any more fails the build. */
function mutate({ name, edits }: Mutant): Plugin {
  const left = new Set(edits)
  return {
    name: 'mutate',
    enforce: 'pre',
    transform: (source, id) => {
      let edited = source
      for (const edit of edits) {
        const { file, from, to } = edit
        if (!id.endsWith(`/src/main/${file}`)) continue
        if (edited.split(from).length !== 2)
          throw new Error(`${file} does not contain exactly once what "${name}" changes: ${from}`)
        edited = edited.replace(from, () => to)
        left.delete(edit)
      }
      return edited
    },
    buildEnd: (cause) => {
      if (cause === undefined && left.size > 0) throw new Error(`"${name}" edits files that are not there`)
    },
  }
}
