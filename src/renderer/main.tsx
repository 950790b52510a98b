import './styles/main.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { createQueryClient, followChanges } from './data/query-client.ts'
import { restoreDraft } from './draft-store.ts'
import { setLanguage } from './i18n/i18n.ts'
import { loadPartsWhenIdle } from './lazy-part.ts'
import { applyTheme, readStartAppearance } from './shell/appearance.ts'
import { UiProvider } from './ui/ui-provider.tsx'

const start = readStartAppearance(window.location.search)
applyTheme(start.theme)
setLanguage(start.language)

const queryClient = createQueryClient()
followChanges(queryClient)

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root.')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <UiProvider>
        <App />
      </UiProvider>
    </QueryClientProvider>
  </StrictMode>,
)
void restoreDraft()
loadPartsWhenIdle()
