/**
 * One made-up file for each rule of `.dependency-cruiser.cjs` that breaks it. `check-boundaries.mjs` lays them out
 * as a small tree and expects exactly these rules to catch them: a rule whose pattern matches nothing is found out.
 */
export const violations = {
  'imports-resolve': { 'src/main/lost.ts': `import './nowhere.ts'` },
  'no-circles': { 'src/main/a.ts': `import './b.ts'`, 'src/main/b.ts': `import './a.ts'` },
  'shared-is-pure': { 'src/shared/impure.ts': `import 'node:fs'` },
  'main-without-page': { 'src/main/page.ts': `import '#renderer/app.ts'` },
  'page-without-main': { 'src/renderer/main.ts': `import '#main/index.ts'` },
  'page-without-node': { 'src/renderer/node.ts': `import 'node:path'` },
  'page-without-schemas': { 'src/renderer/schema.ts': `import { Image } from '#shared/image.ts'\nImage` },
  'preload-knows-types-only': { 'src/preload/value.ts': `import { ok } from '#shared/result.ts'\nok` },
  'preload-knows-shared-only': { 'src/preload/zod.ts': `import type { ZodType } from 'zod'\nexport type Z = ZodType` },
  'electron-by-its-doors': { 'src/main/electron.ts': `import { app } from 'electron'\napp` },
  'openai-in-providers': { 'src/main/openai.ts': `import OpenAI from 'openai'\nOpenAI` },
  'sqlite-in-library': { 'src/main/sqlite.ts': `import type Database from 'better-sqlite3'\nexport type D = Database` },
  'pixels-in-their-place': { 'src/main/pixels.ts': `import { createCanvas } from '@napi-rs/canvas'\ncreateCanvas` },
  'fabric-in-mask-view': { 'src/renderer/features/edit/mask.ts': `import { Canvas } from 'fabric/es'\nCanvas` },
  'own-tables-only': { 'src/main/ledger/reach.ts': `import '../images/table.ts'` },
  'features-apart': { 'src/renderer/features/create/reach.ts': `import '../library/grid.ts'` },
  'ui-knows-no-product': { 'src/renderer/ui/reach.ts': `import '../app.ts'` },
  'tests-stay-tests': { 'src/main/reach.ts': `import '#test/support/fake.ts'` },
}

/** What the made-up files reach for, and things that are allowed: no rule may catch these. */
export const innocent = {
  'src/shared/image.ts': `import { z } from 'zod'\nexport const Image = z.object({})`,
  'src/shared/result.ts': 'export const ok = 1',
  'src/main/index.ts': `import { app } from 'electron'\nimport './providers/openai.ts'\napp`,
  'src/main/providers/openai.ts': `import OpenAI from 'openai'\nimport { ok } from '#shared/result.ts'\nOpenAI\nok`,
  'src/main/library/database.ts': `import Database from 'better-sqlite3'\nimport '../images/table.ts'\nDatabase`,
  'src/main/images/table.ts': `import type { row } from './row.ts'\nexport type T = typeof row`,
  'src/main/images/row.ts': `import './table.ts'\nexport const row = 1`,
  'src/main/images/table.test.ts': `import Database from 'better-sqlite3'\nimport './table.ts'\nDatabase`,
  'src/preload/index.ts': `import { ipcRenderer } from 'electron'\nimport type { Image } from '#shared/image.ts'\nexport type I = typeof Image\nipcRenderer`,
  'src/renderer/app.ts': `import './features/library/grid.ts'\nimport type { Image } from '#shared/image.ts'\nimport { ok } from '#shared/result.ts'\nexport type I = typeof Image\nok`,
  'src/renderer/features/library/grid.ts': `import './cell.ts'\nimport '../../ui/button.ts'`,
  'src/renderer/features/library/cell.ts': 'export const cell = 1',
  'src/renderer/ui/button.ts': 'export const button = 1',
  'test/support/fake.ts': 'export const fake = 1',
}
