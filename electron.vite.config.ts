import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

export default defineConfig({
  // ESM; only what stands in "dependencies" (native) stays outside the bundle.
  main: {
    build: {
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: 'src/main/index.ts',
          'library-worker': 'src/main/library/library-worker.ts',
          'image-worker': 'src/main/image-pool/image-worker.ts',
        },
      },
    },
  },
  // A sandboxed preload may require only electron: bundled whole, as CommonJS.
  preload: { build: { externalizeDeps: false, lib: { entry: 'src/preload/index.ts', formats: ['cjs'] } } },
  renderer: {
    plugins: [react(), tailwindcss()],
    // The page comes from our own origin in development too (`asset-protocol.ts`); only the hot reload's socket does not.
    server: { hmr: { protocol: 'ws', host: 'localhost' } },
    build: {
      minify: true,
      sourcemap: 'hidden',
      // The content security policy allows neither inline scripts nor data: addresses.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2000,
      // All that the first paint needs in one file: each further one is a trip through main, which is busy then.
      rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
    },
  },
})
