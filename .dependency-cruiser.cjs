/** An installed package, as a pattern on where it resolves to (or on its bare name, where it does not resolve). */
const pack = (...names) => `(^|/)node_modules/(@types/)?(${names.join('|')})/|^(${names.join('|')})(/|$)`

const tests = '[.]test[.]tsx?$'

/** The only files that know Electron. Everything else is plain TypeScript that runs, and is tested, on Node. */
const electronDoors = [
  'src/main/index.ts',
  'src/main/studio.ts',
  'src/main/window.ts',
  'src/main/menu.ts',
  'src/main/bring-to-front.ts',
  'src/main/desktop.ts',
  'src/main/ipc/register.ts',
  'src/main/library/asset-protocol.ts',
  'src/main/api-keys/vault.ts',
  'src/main/image-pool/fork-utility-process.ts',
  'src/preload/index.ts',
]

/** What of `src/shared` is plain values; the rest are schemas, which would bring zod into the page. */
const sharedForPage = [
  'base-url',
  'result',
  'limits',
  'image-url',
  'size-problem',
  'is-beyond-english',
  'generation-status',
  'extra-params',
  'with-image-model',
  'query-language',
  'name-template',
  'contact-sheet',
  'diff-words',
  'segments-of',
  'seeded-random',
  'experiments/[a-z-]+',
  'masks/[a-z-]+',
]

/** Each comment names the right door; `tools/check-boundaries.mjs` prints it, and proves each rule before trusting it. */
const forbidden = [
  {
    name: 'imports-resolve',
    comment: 'This import leads nowhere. Across rooms: #shared/x.ts, #main/x.ts, #renderer/x.ts; inside one: ./x.ts.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'no-circles',
    comment: 'Two files that run into each other are one file, or lack a third that both stand on.',
    from: {},
    // Types may point back: they are gone before anything runs.
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'shared-is-pure',
    comment: 'src/shared runs anywhere: it may import itself and zod. Effects live in src/main or src/renderer.',
    from: { path: '^src/shared/', pathNot: tests },
    to: { pathNot: ['^src/shared/', pack('zod')] },
  },
  {
    name: 'main-without-page',
    comment: 'Main and preload never import the page. What both need is a contract: put it in src/shared.',
    from: { path: '^src/(main|preload)/' },
    to: { path: '^src/renderer/' },
  },
  {
    name: 'page-without-main',
    comment: 'The page knows main only through src/renderer/bridge.ts and the types in src/shared.',
    from: { path: '^src/renderer/' },
    to: { path: '^src/(main|preload)/' },
  },
  {
    name: 'page-without-node',
    comment: 'The page is sandboxed: no Node there. Declare a call in src/shared/contract.ts and do the work in main.',
    from: { path: '^src/renderer/', pathNot: tests },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'page-without-schemas',
    comment: `Import types of schema files with "import type"; plain values come from src/shared/{${sharedForPage.join(',')}}.ts. src/shared/experiments is plain all through. zod stays out of the page.`,
    from: { path: '^src/(renderer|shared/experiments)/', pathNot: tests },
    to: {
      path: ['^src/shared/', pack('zod')],
      pathNot: `^src/shared/(${sharedForPage.join('|')})[.]ts$`,
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'preload-knows-types-only',
    comment: 'The preload is 25 lines over two channels: besides electron it may "import type" from src/shared.',
    from: { path: '^src/preload/' },
    to: { pathNot: [pack('electron'), tests], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'preload-knows-shared-only',
    comment: 'The preload takes its types from src/shared, from nowhere else.',
    from: { path: '^src/preload/' },
    to: { pathNot: ['^src/shared/', pack('electron')] },
  },
  {
    name: 'electron-by-its-doors',
    comment: `Only these files import electron: ${electronDoors.join(', ')}. Take what you need as a parameter; studio.ts passes it in.`,
    from: { path: '^src/', pathNot: electronDoors.map((file) => `^${file.replaceAll('.', '[.]')}$`) },
    to: { path: pack('electron') },
  },
  {
    name: 'openai-in-providers',
    comment: 'The openai package stays in src/main/providers. Others speak to the port in providers/provider.ts.',
    from: { path: '^src/', pathNot: '^src/main/providers/' },
    to: { path: pack('openai') },
  },
  {
    name: 'sqlite-in-library',
    comment: 'better-sqlite3 stays in src/main/library. Row modules take the type Db from library/database.ts, first.',
    from: { path: '^src/', pathNot: ['^src/main/library/', tests] },
    to: { path: pack('better-sqlite3') },
  },
  {
    name: 'pixels-in-their-place',
    comment:
      '@napi-rs/canvas stays in src/main/image-pool and src/main/providers/sketch: decoding happens in the pool.',
    from: { path: '^src/', pathNot: ['^src/main/image-pool/', '^src/main/providers/sketch/', tests] },
    to: { path: pack('@napi-rs/canvas') },
  },
  {
    name: 'fabric-in-mask-view',
    comment: 'fabric stays in src/renderer/features/edit/mask/mask-view.ts; it is a view, never the store of strokes.',
    from: { path: '^src/', pathNot: '^src/renderer/features/edit/mask/mask-view[.]ts$' },
    to: { path: pack('fabric') },
  },
  {
    name: 'own-tables-only',
    comment:
      'A table belongs to its domain. Ask that domain for a function; only library/ and what settles a generation or a composite write several in one transaction.',
    from: {
      path: '^src/main/([^/]+)/',
      pathNot: [
        '^src/main/library/',
        '^src/main/generations/(settle|recover)[.]ts$',
        '^src/main/edits/save-composite[.]ts$',
        tests,
      ],
    },
    to: { path: '^src/main/[^/]+/table[.]ts$', pathNot: '^src/main/$1/' },
  },
  {
    name: 'features-apart',
    comment: 'Features never import each other. They meet in app-store.ts, draft-store.ts, data/ or app.tsx.',
    from: { path: '^src/renderer/features/([^/]+)/' },
    to: { path: '^src/renderer/features/', pathNot: '^src/renderer/features/$1/' },
  },
  {
    name: 'ui-knows-no-product',
    comment: 'src/renderer/ui is product-agnostic: texts, data and actions come in by props.',
    from: { path: '^src/renderer/ui/' },
    to: { path: '^src/renderer/((features|data|shell|commands)/|[^/]+[.]tsx?$)' },
  },
  {
    name: 'tests-stay-tests',
    comment: 'What runs in the product never imports a test or test/.',
    from: { path: '^src/', pathNot: tests },
    to: { path: ['^test/', tests] },
  },
]

module.exports = {
  forbidden: forbidden.map((rule) => ({ ...rule, severity: 'error' })),
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
