/** A known way to break the promise: what a careless change would do. The suites must notice each. */
export interface Mutant {
  readonly name: string
  /** Where it shows. */
  readonly scenario: 'work' | 'recovery' | 'restoring'
  /** What the suite says then: another complaint would be another mistake. */
  readonly noticedAs: RegExp
  /** Below `src/main`. Each text must be there exactly once. */
  readonly edits: readonly { readonly file: string; readonly from: string; readonly to: string }[]
}

export const mutants: readonly Mutant[] = [
  {
    name: 'no fsync',
    scenario: 'work',
    noticedAs: /a power cut could still take .*blobs\//,
    edits: [
      { file: 'library/durable-file.ts', from: '(isDurableWhenWritten ? O_SYNC : 0)', to: '0' },
      {
        file: 'library/durable-file.ts',
        from: 'if (!isDurableWhenWritten) await syncFile(file)',
        to: 'void syncFile',
      },
    ],
  },
  {
    name: 'no fsync of folders',
    scenario: 'work',
    noticedAs: /a power cut could still take .*blobs\//,
    edits: [
      {
        file: 'library/durable-file.ts',
        from: "if (process.platform === 'win32') return\n",
        to: 'if (path !== undefined) return\n',
      },
    ],
  },
  {
    name: 'synchronous=NORMAL',
    scenario: 'work',
    noticedAs: /synchronous is 1/,
    edits: [
      {
        file: 'library/database.ts',
        from: "db.pragma('synchronous = FULL')",
        to: "db.pragma('synchronous = NORMAL')",
      },
      { file: 'library/database.ts', from: 'if (synchronous !== 2) throw', to: 'if (synchronous === 3) throw' },
    ],
  },
  {
    name: 'row before file',
    scenario: 'work',
    noticedAs: /image \d+ has no file/,
    edits: [
      {
        file: 'generations/settle.ts',
        from: 'await library.blobs.save(',
        to: 'const files = () => library.blobs.save(',
      },
      {
        file: 'generations/settle.ts',
        from: 'insertEntry(library.db, spending, cost)\n  })\n  commit.immediate()',
        to: 'insertEntry(library.db, spending, cost)\n  })\n  commit.immediate()\n  await files()',
      },
    ],
  },
  {
    name: 'acknowledgement before commit',
    scenario: 'work',
    noticedAs: /generation \d+ was settled and has [01] images/,
    edits: [
      {
        file: 'generations/settle.ts',
        from: 'insertEntry(library.db, spending, cost)\n  })\n  commit.immediate()',
        to: 'insertEntry(library.db, spending, cost)\n  })\n  setTimeout(() => library.db.open && commit.immediate(), 2000).unref()',
      },
    ],
  },
  {
    name: 'unrecorded job',
    scenario: 'work',
    noticedAs: /generation \d+ was begun and is gone/,
    edits: [
      // Committed with the pictures only.
      {
        file: 'generations/begin.ts',
        from: 'return insert.immediate()',
        to: "if (!db.inTransaction) db.exec('BEGIN')\n  return insert()",
      },
      {
        file: 'generations/settle.ts',
        from: 'insertEntry(library.db, spending, cost)\n  })\n  commit.immediate()',
        to: 'insertEntry(library.db, spending, cost)\n  })\n  commit()\n  if (library.db.inTransaction) library.db.exec("COMMIT")',
      },
    ],
  },
  {
    name: 'no temporary name',
    scenario: 'work',
    noticedAs: /has other bytes than its name/,
    edits: [
      {
        file: 'library/blob-store.ts',
        from: 'const from = join(paths.tmp, temporaryName())\n  await writeNewFile(from, bytes)\n  return { from, to }',
        to: 'await writeNewFile(to, bytes)\n  return { from: to, to }',
      },
    ],
  },
  {
    name: 'no recovery',
    scenario: 'recovery',
    noticedAs: /generation \d+ is still out/,
    edits: [
      {
        file: 'library/open-library.ts',
        from: 'await recoverGenerations(library)',
        to: '(recoverGenerations, nothingRecovered)',
      },
    ],
  },
  {
    name: 'hard-deleting sweep',
    scenario: 'recovery',
    noticedAs: /\.png is gone/,
    edits: [
      {
        file: 'library/sweep.ts',
        from: 'await moveToQuarantine(library.paths, blobPath(library.paths, sha256, format))',
        to: "process.getBuiltinModule('node:fs').rmSync(blobPath(library.paths, sha256, format))",
      },
    ],
  },
  {
    name: 'hard-deleting sweep after a loss',
    scenario: 'restoring',
    noticedAs: /\.png is gone/,
    edits: [
      {
        file: 'library/sweep.ts',
        from: 'await moveToQuarantine(library.paths, blobPath(library.paths, sha256, format))',
        to: "process.getBuiltinModule('node:fs').rmSync(blobPath(library.paths, sha256, format))",
      },
    ],
  },
]
