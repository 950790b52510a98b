import { availableParallelism } from 'node:os'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // A busy machine is slow, not wrong.
    testTimeout: 120_000,
    // Otherwise one core is left idle, which is half of a small machine.
    maxWorkers: availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          // Starting a process for each file and loading everything in it anew took as long as the tests; they share nothing.
          isolate: false,
          unstubEnvs: true,
          restoreMocks: true,
          include: [
            'src/{main,shared,preload}/**/*.test.ts',
            'test/support/**/*.test.ts',
            'test/reliability/**/*.test.ts',
          ],
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: 'web',
          environment: 'jsdom',
          // Each file still has a page of its own, in a third of the time: a process and a jsdom for each took longer than the tests.
          pool: 'vmThreads',
          include: ['src/renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['test/support/leave-page.ts'],
        },
      },
    ],
  },
})
