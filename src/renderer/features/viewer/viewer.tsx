import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOutput } from '#shared/contract.ts'
import { useAppStore } from '../../app-store.ts'
import type { Command } from '../../commands/command.ts'
import { findByBareKey } from '../../commands/find-by-bare-key.ts'
import { pictureMenu } from '../../commands/picture-menu.ts'
import { openPopupMenu } from '../../commands/popup-menu.ts'
import { useImage } from '../../data/images.ts'
import { FailureNotice } from '../../failure-notice.tsx'
import { type Backdrop, backdrops, keepBackdrop, readBackdrop } from '../../picture-view/backdrop.ts'
import { usePixelRatio, useRoom } from '../../picture-view/use-stage-size.ts'
import { type ViewerAction, viewerKey } from '../../picture-view/viewer-key.ts'
import {
  actualScale,
  canPan,
  fitView,
  panBy,
  type Stage as StageSize,
  type View,
  zoomPercent,
  zoomStep,
  zoomTo,
} from '../../picture-view/zoom.ts'
import { Button } from '../../ui/button.tsx'
import { isMac } from '../../ui/platform.ts'
import { Spinner } from '../../ui/spinner.tsx'
import { useEscape } from '../../use-escape.ts'
import { useTakenFocus } from '../../use-taken-focus.ts'
import { judgedRating, keepAutoAdvance, readAutoAdvance } from './auto-advance.ts'
import { BottomBar } from './bottom-bar.tsx'
import { Stage } from './stage.tsx'
import { TopBar } from './top-bar.tsx'
import { useNeighbours } from './use-neighbours.ts'

/** CSS pixels an arrow key moves an enlarged picture. */
const panStep = 80

interface ViewerProps {
  /** What can be done with the picture that is shown. */
  readonly commands: readonly Command[]
}

/** One picture with all the room there is. Whoever mounts it makes the rest of the page inert. */
export function Viewer({ commands }: ViewerProps) {
  const viewer = useAppStore((state) => state.viewer)
  return viewer === null ? null : <OpenViewer {...viewer} commands={commands} />
}

interface OpenViewerProps extends ViewerProps {
  readonly imageIds: readonly number[]
  readonly imageId: number
}

function OpenViewer({ imageIds, imageId, commands: given }: OpenViewerProps) {
  const { t } = useTranslation('viewer')
  const { openViewer, closeViewer, toggleProvenance } = useAppStore()
  const root = useRef<HTMLDivElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const stage = useRef<HTMLDivElement>(null)
  useTakenFocus(root, imageId)

  const query = useImage(imageId)
  const image = query.data?.image
  const caption = captionOf(query.data) || t('untitled')
  const index = imageIds.indexOf(imageId)
  useNeighbours(imageIds[index - 1], imageIds[index + 1])

  const room = useRoom(frame)
  const pixelRatio = usePixelRatio()
  const size: StageSize | null = image === undefined || room === null ? null : { image, viewport: room, pixelRatio }
  const [backdrop, setBackdrop] = useState(readBackdrop)
  const [isAutoAdvance, setAutoAdvance] = useState(readAutoAdvance)
  const [view, setView] = useState<View>(fitView)
  // Flicking between pictures of one size keeps place and scale, so that the same spot can be compared.
  const [viewed, setViewed] = useState(image)
  if (image !== undefined && image !== viewed) {
    setViewed(image)
    if (image.width !== viewed?.width || image.height !== viewed.height) setView(fitView)
  }

  const goTo = (place: number): void => {
    const id = imageIds[Math.max(0, Math.min(place, imageIds.length - 1))]
    if (id !== undefined && id !== imageId) openViewer(imageIds, id)
  }
  // Judged by key or by button, the picture has had its turn; a rating that is taken away has not been judged.
  const commands = given.map((command) => {
    const rating = judgedRating(command.id)
    if (!isAutoAdvance || rating === null || rating === image?.rating) return command
    return {
      ...command,
      run: () => {
        command.run()
        goTo(index + 1)
      },
    }
  })
  const changeAutoAdvance = (isOn: boolean): void => {
    setAutoAdvance(isOn)
    keepAutoAdvance(isOn)
  }
  const changeBackdrop = (next: Backdrop): void => {
    setBackdrop(next)
    keepBackdrop(next)
  }
  const showActualSize = (): void =>
    setView((before) => (size === null ? before : zoomTo(before, size, actualScale(size))))
  const zoom = (direction: 'in' | 'out'): void =>
    setView((before) => (size === null ? before : zoomStep(before, size, direction)))

  const act = (action: ViewerAction): void => {
    switch (action.kind) {
      case 'step':
        goTo(index + action.by)
        break
      case 'first':
        goTo(0)
        break
      case 'last':
        goTo(imageIds.length - 1)
        break
      case 'pan':
        if (size !== null) setView(panBy(view, size, { x: action.x * panStep, y: action.y * panStep }))
        break
      case 'zoom':
        zoom(action.direction)
        break
      case 'fit':
        setView(fitView)
        break
      case 'actual-size':
        showActualSize()
        break
      case 'toggle-fit':
        if (view.kind === 'fit') showActualSize()
        else setView(fitView)
        break
      case 'provenance':
        toggleProvenance()
        break
      case 'backdrop':
        changeBackdrop(backdrops[(backdrops.indexOf(backdrop) + 1) % backdrops.length] ?? 'neutral')
        break
    }
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    // Menus are drawn elsewhere in the document, but their events pass through here.
    const isHere = event.target instanceof Node && root.current?.contains(event.target) === true
    if (event.defaultPrevented || !isHere) return
    const action = viewerKey(event.nativeEvent, isMac, size !== null && canPan(view, size))
    if (action !== null) act(action)
    else {
      const command = findByBareKey(commands, event.nativeEvent)
      if (command === undefined) return
      command.run()
    }
    event.preventDefault()
  }
  const onCopy = (event: ClipboardEvent): void => {
    const copy = commands.find((command) => command.id === 'picture.copyImage')
    if (copy === undefined || getSelection()?.isCollapsed === false) return
    event.preventDefault()
    copy.run()
  }
  useEscape(closeViewer)

  return (
    <div
      ref={root}
      role="dialog"
      aria-label={t('title')}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onCopy={onCopy}
      onContextMenu={(event) => {
        event.preventDefault()
        void openPopupMenu(event, pictureMenu(commands))
      }}
      className="flex h-full flex-col bg-canvas outline-none"
    >
      <TopBar
        caption={caption}
        position={index + 1}
        total={imageIds.length}
        commands={commands}
        onPrevious={() => goTo(index - 1)}
        onNext={() => goTo(index + 1)}
      />
      <div ref={frame} className="flex min-h-0 flex-1">
        {image !== undefined ? (
          <Stage
            ref={stage}
            image={image}
            caption={caption}
            size={size}
            view={view}
            onView={setView}
            backdrop={backdrop}
          />
        ) : query.isError ? (
          <div className="m-auto max-w-md space-y-3 p-6">
            <FailureNotice failure={query.error.failure} steps={{ 'try-again': () => void query.refetch() }} />
            <Button onClick={closeViewer}>{t('close')}</Button>
          </div>
        ) : (
          <div className="m-auto">
            <Spinner label={t('opening')} />
          </div>
        )}
      </div>
      {image !== undefined && (
        <BottomBar
          image={image}
          commands={commands}
          percent={size === null ? null : zoomPercent(view, size)}
          isFit={view.kind === 'fit'}
          onFit={() => setView(fitView)}
          onActualSize={showActualSize}
          onZoom={zoom}
          backdrop={backdrop}
          onBackdrop={changeBackdrop}
          isAutoAdvance={isAutoAdvance}
          onAutoAdvance={changeAutoAdvance}
        />
      )}
    </div>
  )
}

const captionOf = (one: CallOutput<'images.get'> | undefined): string =>
  (one?.generation?.typedPrompt ?? one?.image.importedFileName ?? '').slice(0, 200)
