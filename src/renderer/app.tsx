import { Suspense, useEffect } from 'react'
import { assertNever } from '#shared/result.ts'
import { type Room, useAppStore } from './app-store.ts'
import { useNativeMenu } from './commands/use-native-menu.ts'
import { useShortcuts } from './commands/use-shortcuts.ts'
import { type OpenLibrary, useLibraryStatus } from './data/library.ts'
import { CreateRoom } from './features/create/create-room.tsx'
import { useCreateCommands } from './features/create/use-create-commands.ts'
import { useGalleryCommands } from './features/library/use-gallery-commands.ts'
import { keepFocus } from './keep-focus.ts'
import { lazyPart } from './lazy-part.ts'
import { ErrorBoundary } from './shell/error-boundary.tsx'
import { LibraryProblem } from './shell/library-problem.tsx'
import { OfflineBanner } from './shell/offline-banner.tsx'
import { Rail } from './shell/rail.tsx'
import { RecoveredBanner } from './shell/recovered-banner.tsx'
import { useAppearance } from './shell/use-appearance.ts'
import { useIsPainted } from './shell/use-is-painted.ts'
import { useLibraryTrouble } from './shell/use-library-trouble.ts'
import { useShellCommands } from './shell/use-shell-commands.ts'
import { ToastRegion } from './ui/toast.tsx'

const LibraryRoom = lazyPart(async () => (await import('./features/library/library-room.tsx')).LibraryRoom)
const ProvenancePanel = lazyPart(
  async () => (await import('./features/provenance/provenance-panel.tsx')).ProvenancePanel,
)
const Viewer = lazyPart(async () => (await import('./features/viewer/viewer.tsx')).Viewer)
const ImportLayer = lazyPart(async () => (await import('./features/library/import-layer.tsx')).ImportLayer)
const CommandPalette = lazyPart(async () => (await import('./shell/command-palette.tsx')).CommandPalette)
const SettingsRoom = lazyPart(async () => (await import('./features/settings/settings-room.tsx')).SettingsRoom)
const ShortcutSheet = lazyPart(async () => (await import('./shell/shortcut-sheet.tsx')).ShortcutSheet)

export function App() {
  useAppearance()
  return (
    <ErrorBoundary>
      <Studio />
      <ToastRegion />
    </ErrorBoundary>
  )
}

/** Opens on the rooms without waiting for the library's word: it is there in nearly every start. */
function Studio() {
  const status = useLibraryStatus()
  const isPainted = useIsPainted()
  useLibraryTrouble()
  if (status.isError) return <LibraryProblem path={null} failure={status.error.failure} />
  if (status.data?.kind === 'problem') return <LibraryProblem path={status.data.path} failure={status.data.failure} />
  return (
    <>
      <Rooms recovered={status.data?.recovered ?? null} />
      {isPainted && (
        <>
          <Commands />
          <Suspense>
            <ImportLayer />
          </Suspense>
        </>
      )}
    </>
  )
}

function Rooms({ recovered }: { readonly recovered: OpenLibrary['recovered'] | null }) {
  const room = useAppStore((state) => state.room)
  const isViewerOpen = useAppStore((state) => state.viewer !== null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a room that leaves takes the focus with it
  useEffect(() => keepFocus(), [room])
  return (
    <div className="flex h-full" inert={isViewerOpen}>
      <Rail />
      <div className="flex min-w-0 flex-1 flex-col">
        <OfflineBanner />
        {recovered !== null && <RecoveredBanner recovered={recovered} />}
        <div className="relative flex min-h-0 flex-1">
          <main tabIndex={-1} className="min-w-0 flex-1 outline-none">
            <ErrorBoundary key={room}>
              <Suspense>
                <CurrentRoom room={room} />
              </Suspense>
            </ErrorBoundary>
          </main>
          {room !== 'settings' && !isViewerOpen && <Provenance />}
        </div>
      </div>
    </div>
  )
}

function CurrentRoom({ room }: { readonly room: Room }) {
  switch (room) {
    case 'create':
      return <CreateRoom />
    case 'library':
      return <LibraryRoom />
    case 'settings':
      return <SettingsRoom />
    default:
      return assertNever(room)
  }
}

/** Beside the picture it is about where there is room for both, over it where there is not. */
function Provenance() {
  const isOpen = useAppStore((state) => state.isProvenanceOpen)
  const imageId = useAppStore((state) => state.selectedImageId)
  if (!isOpen || imageId === null) return null
  return (
    <div className="w-85 max-w-full shrink-0 border-l border-line bg-surface max-[900px]:absolute max-[900px]:inset-y-0 max-[900px]:right-0 max-[900px]:z-20 max-[900px]:shadow-popup">
      <ErrorBoundary>
        <Suspense>
          <ProvenancePanel imageId={imageId} />
        </Suspense>
      </ErrorBoundary>
    </div>
  )
}

/** One list of commands for keys, native menu, palette, sheet and viewer. Apart from the rooms, which need not follow it. */
function Commands() {
  const create = useCreateCommands()
  const gallery = useGalleryCommands()
  const shell = useShellCommands()
  const commands = [...create, ...gallery, ...shell]
  useShortcuts(commands)
  useNativeMenu(commands)
  const isViewerOpen = useAppStore((state) => state.viewer !== null)
  const isPaletteOpen = useAppStore((state) => state.isPaletteOpen)
  const isShortcutSheetOpen = useAppStore((state) => state.isShortcutSheetOpen)
  const { setPaletteOpen, setShortcutSheetOpen } = useAppStore.getState()
  return (
    <Suspense>
      {isViewerOpen && (
        <div className="fixed inset-0 z-40 flex bg-canvas">
          <div className="min-w-0 flex-1">
            <ErrorBoundary>
              <Viewer commands={gallery} />
            </ErrorBoundary>
          </div>
          <Provenance />
        </div>
      )}
      <CommandPalette commands={commands} isOpen={isPaletteOpen} onClose={() => setPaletteOpen(false)} />
      <ShortcutSheet commands={commands} isOpen={isShortcutSheetOpen} onClose={() => setShortcutSheetOpen(false)} />
    </Suspense>
  )
}
