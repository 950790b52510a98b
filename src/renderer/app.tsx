import { Suspense, useEffect } from 'react'
import { assertNever } from '#shared/result.ts'
import { type Room, useAppStore } from './app-store.ts'
import { useNativeMenu } from './commands/use-native-menu.ts'
import { useShortcuts } from './commands/use-shortcuts.ts'
import { type OpenLibrary, useLibraryStatus } from './data/library.ts'
import { useCompareCommands } from './features/compare/use-compare-commands.ts'
import { CreateRoom } from './features/create/create-room.tsx'
import { useCreateCommands } from './features/create/use-create-commands.ts'
import { useEditCommands } from './features/edit/use-edit-commands.ts'
import { useLibraryStore } from './features/library/library-store.ts'
import { useExchangeCommands } from './features/library/use-exchange-commands.ts'
import { useGalleryCommands } from './features/library/use-gallery-commands.ts'
import { TasksButton } from './features/tasks/tasks-button.tsx'
import { keepFocus } from './keep-focus.ts'
import { lazyPart } from './lazy-part.ts'
import { coversRooms, useOrganiseStore } from './organise-store.ts'
import { ErrorBoundary } from './shell/error-boundary.tsx'
import { LibraryProblem } from './shell/library-problem.tsx'
import { OfflineBanner } from './shell/offline-banner.tsx'
import { OpenDialog } from './shell/open-dialog.tsx'
import { Rail } from './shell/rail.tsx'
import { useAppearance } from './shell/use-appearance.ts'
import { useIsPainted } from './shell/use-is-painted.ts'
import { useLibraryReturn } from './shell/use-library-return.ts'
import { useLibraryTrouble } from './shell/use-library-trouble.ts'
import { useShellCommands } from './shell/use-shell-commands.ts'
import { ToastRegion } from './ui/toast.tsx'

const LibraryRoom = lazyPart(async () => (await import('./features/library/library-room.tsx')).LibraryRoom)
const ProvenancePanel = lazyPart(
  async () => (await import('./features/provenance/provenance-panel.tsx')).ProvenancePanel,
)
const OrganiseLayer = lazyPart(async () => (await import('./features/organise/organise-layer.tsx')).OrganiseLayer)
const DuplicatesView = lazyPart(async () => (await import('./features/organise/duplicates-view.tsx')).DuplicatesView)
const Compare = lazyPart(async () => (await import('./features/viewer/compare.tsx')).Compare)
const ComparePicker = lazyPart(async () => (await import('./features/viewer/compare-picker.tsx')).ComparePicker)
const Viewer = lazyPart(async () => (await import('./features/viewer/viewer.tsx')).Viewer)
const ImportLayer = lazyPart(async () => (await import('./features/library/import-layer.tsx')).ImportLayer)
const CommandPalette = lazyPart(async () => (await import('./shell/command-palette.tsx')).CommandPalette)
const SettingsRoom = lazyPart(async () => (await import('./features/settings/settings-room.tsx')).SettingsRoom)
const CompareRoom = lazyPart(async () => (await import('./features/compare/compare-room.tsx')).CompareRoom)
const EditRoom = lazyPart(async () => (await import('./features/edit/edit-room.tsx')).EditRoom)
const LedgerRoom = lazyPart(async () => (await import('./features/ledger/ledger-room.tsx')).LedgerRoom)
const LibraryBanners = lazyPart(async () => (await import('./shell/library-banners.tsx')).LibraryBanners)
const TasksPanel = lazyPart(async () => (await import('./features/tasks/tasks-panel.tsx')).TasksPanel)
const TaskAnnouncer = lazyPart(async () => (await import('./features/tasks/task-announcer.tsx')).TaskAnnouncer)
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
  const wasOpen = useLibraryReturn(status.data?.kind)
  if (status.isError) return <LibraryProblem wasOpen={wasOpen} path={null} failure={status.error.failure} />
  if (status.data?.kind === 'problem')
    return <LibraryProblem wasOpen={wasOpen} path={status.data.path} failure={status.data.failure} />
  return (
    <>
      <Rooms library={status.data ?? null} />
      {isPainted && (
        <>
          <Commands />
          <Suspense>
            <ImportLayer />
            <TaskAnnouncer />
            <TasksPanel />
            <Organising />
          </Suspense>
        </>
      )}
    </>
  )
}

function Rooms({ library }: { readonly library: OpenLibrary | null }) {
  const room = useAppStore((state) => state.room)
  const isViewerOpen = useAppStore((state) => state.viewer !== null)
  const isOrganisingOver = useOrganiseStore(coversRooms)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a room that leaves takes the focus with it
  useEffect(() => keepFocus(), [room])
  return (
    <div className="flex h-full" inert={isViewerOpen || isOrganisingOver}>
      <Rail tasks={<TasksButton />} />
      <div className="flex min-w-0 flex-1 flex-col">
        <OfflineBanner />
        {library !== null && (
          <Suspense>
            <LibraryBanners library={library} />
          </Suspense>
        )}
        <div className="relative flex min-h-0 flex-1">
          <main tabIndex={-1} className="min-w-0 flex-1 outline-none">
            <ErrorBoundary key={room}>
              <Suspense>
                <CurrentRoom room={room} />
              </Suspense>
            </ErrorBoundary>
          </main>
          {(room === 'create' || room === 'library') && !isViewerOpen && <Provenance />}
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
    case 'compare':
      return <CompareRoom />
    case 'edit':
      return <EditRoom />
    case 'ledger':
      return <LedgerRoom />
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
  const chosenIds = useLibraryStore((state) => state.selection.ids)
  const isGrid = useAppStore((state) => state.room === 'library' && state.viewer === null)
  if (!isOpen || imageId === null) return null
  return (
    <div className="w-85 max-w-full shrink-0 border-l border-line bg-surface max-[900px]:absolute max-[900px]:inset-y-0 max-[900px]:right-0 max-[900px]:z-20 max-[900px]:shadow-popup">
      <ErrorBoundary>
        <Suspense>
          <ProvenancePanel imageId={imageId} {...(isGrid && { chosenIds })} />
        </Suspense>
      </ErrorBoundary>
    </div>
  )
}

/** What stands over the rooms while pictures are put in order. */
function Organising() {
  const isDuplicatesOpen = useOrganiseStore((state) => state.duplicates !== null)
  const isCompareOpen = useOrganiseStore((state) => state.compare?.kind === 'shown')
  return (
    <>
      {isDuplicatesOpen && (
        <div className="fixed inset-0 z-30">
          <DuplicatesView />
        </div>
      )}
      {isCompareOpen && (
        <div className="fixed inset-0 z-[45]">
          <Compare />
        </div>
      )}
      <ComparePicker />
      <OrganiseLayer />
    </>
  )
}

/** One list of commands for keys, native menu, palette, sheet and viewer. Apart from the rooms, which need not follow it. */
function Commands() {
  const create = useCreateCommands()
  const gallery = useGalleryCommands()
  const exchange = useExchangeCommands()
  const shell = useShellCommands()
  const compare = useCompareCommands()
  const edit = useEditCommands()
  const commands = [...create, ...gallery, ...exchange, ...compare, ...edit, ...shell]
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
              <Viewer commands={[...gallery, ...exchange]} />
            </ErrorBoundary>
          </div>
          <Provenance />
        </div>
      )}
      <CommandPalette commands={commands} isOpen={isPaletteOpen} onClose={() => setPaletteOpen(false)} />
      <OpenDialog />
      <ShortcutSheet commands={commands} isOpen={isShortcutSheetOpen} onClose={() => setShortcutSheetOpen(false)} />
    </Suspense>
  )
}
