module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'renderer-never-main-or-electron',
      severity: 'error',
      from: { path: '^src/renderer' },
      to: { path: '^src/(main|preload)|^electron$|better-sqlite3|^node:' },
    },
    {
      name: 'renderer-no-node-core',
      severity: 'error',
      from: { path: '^src/renderer' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'shared-is-pure',
      severity: 'error',
      from: { path: '^src/shared' },
      to: { path: '^src/(main|preload|renderer)|^electron$' },
    },
    {
      name: 'main-never-renderer',
      severity: 'error',
      from: { path: '^src/(main|preload)' },
      to: { path: '^src/renderer' },
    },
  ],
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
