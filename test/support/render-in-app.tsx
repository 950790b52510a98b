import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, configure, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactElement, ReactNode } from 'react'
import { afterEach } from 'vitest'
import { createQueryClient, followChanges } from '#renderer/data/query-client.ts'
import { setLanguage } from '#renderer/i18n/i18n.ts'
import { ToastRegion } from '#renderer/ui/toast.tsx'
import { UiProvider } from '#renderer/ui/ui-provider.tsx'
import type { Language } from '#shared/settings.ts'

// A machine that is busy is no reason to fail.
configure({ asyncUtilTimeout: 5000 })
afterEach(cleanup)

/** Renders a part of the page with what `app.tsx` puts around it. Call `installFakeBridge` first. */
export function renderInApp(element: ReactElement, { language = 'en' }: { readonly language?: Language } = {}) {
  fillGapsOfJsdom()
  setLanguage(language)
  const client: QueryClient = createQueryClient()
  followChanges(client)
  const InApp = ({ children }: { readonly children: ReactNode }) => (
    <QueryClientProvider client={client}>
      <UiProvider>
        {children}
        <ToastRegion />
      </UiProvider>
    </QueryClientProvider>
  )
  const view = render(element, { wrapper: InApp })
  return { ...view, client, user: userEvent.setup() }
}

/** jsdom lays nothing out and has no media queries; Base UI and the virtual grid ask for both. */
function fillGapsOfJsdom(): void {
  window.matchMedia ??= (query) => ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
    dispatchEvent: () => false,
  })
  window.ResizeObserver ??= class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  }
  Element.prototype.scrollIntoView ??= () => undefined
  Element.prototype.getAnimations ??= () => []
}
