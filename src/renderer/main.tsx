import './styles/main.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { isSheet } from './contact-sheet/is-sheet.ts'
import { createQueryClient, followChanges } from './data/query-client.ts'
import { restoreDraft } from './draft-store.ts'
import { setLanguage } from './i18n/i18n.ts'
import { loadPartsWhenIdle } from './lazy-part.ts'
import { applyTheme, readStartAppearance } from './shell/appearance.ts'
import { UiProvider } from './ui/ui-provider.tsx'

const start = readStartAppearance(window.location.search)
applyTheme(start.theme)
setLanguage(start.language)

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root.')
// The same page in a window that nobody sees: it is printed.
if (isSheet(window.location.hash)) void import('./contact-sheet/show-sheet.ts').then(({ showSheet }) => showSheet())
else openStudio(root)

function openStudio(container: HTMLElement): void {
  const queryClient = createQueryClient()
  followChanges(queryClient)
  const page = createRoot(container)
  // At once, not in a task of its own: V8 keeps for the next start what is compiled while this module runs, and this way
  // that includes the first paint.
  flushSync(() =>
    page.render(
      <StrictMode>
        <QueryClientProvider client={queryClient}>
          <UiProvider>
            <App />
          </UiProvider>
        </QueryClientProvider>
      </StrictMode>,
    ),
  )
  void restoreDraft()
  loadPartsWhenIdle()
}
