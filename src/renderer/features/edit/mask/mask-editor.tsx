import { useCallback, useEffect, useEffectEvent, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { Drawing } from '#shared/edit.ts'
import { FailureNotice } from '../../../failure-notice.tsx'
import { sayFailure } from '../../../say-failure.ts'
import { Button } from '../../../ui/button.tsx'
import { Spinner } from '../../../ui/spinner.tsx'
import { CoverageLine } from './coverage-line.tsx'
import { DrawingActions } from './drawing-actions.tsx'
import { drawingCalls } from './drawing-calls.ts'
import { createDrawingSession, failureOf, type SessionState } from './drawing-session.ts'
import { runEditorAction } from './editor-actions.ts'
import type { EditorAction } from './editor-key.ts'
import { exportMarkup, exportMask } from './export-mask.ts'
import { createLookStore } from './look-store.ts'
import type { DrawingState, MaskEditorProps } from './mask-editor-props.ts'
import { MaskStage } from './mask-stage.tsx'
import { ShapeList } from './shape-list.tsx'
import { ToolBar } from './tool-bar.tsx'
import { ToolOptions } from './tool-options.tsx'
import { ViewBar } from './view-bar.tsx'

/** Where masks and markup are drawn on a picture. Each change is kept as it is made. */
export function MaskEditor({ ref, image, kind, featherPx, isDisabled = false, onDrawing }: MaskEditorProps) {
  const { t } = useTranslation('mask')
  const region = useRef<HTMLElement>(null)
  const [session] = useState(() => createDrawingSession(image, drawingCalls, sayFailure))
  const [look] = useState(createLookStore)
  const [isListOpen, setListOpen] = useState(false)
  const status = useStore(session.store, (state) => state.status)
  const failure = useStore(session.store, (state) => state.failure)
  const isWaiting = isDisabled || status !== 'ready'

  useEffect(() => session.read(), [session])
  useLayoutEffect(() => look.setState({ featherPx }), [look, featherPx])

  const tell = useEffectEvent((state: DrawingState | null) => onDrawing?.(state))
  useEffect(() => {
    let told: Drawing['document'] | null | undefined
    const tellNews = (state: SessionState): void => {
      const next = state.status === 'ready' ? drawingStateOf(kind, state) : null
      if (told === (next?.drawing.document ?? null)) return
      told = next?.drawing.document ?? null
      tell(next)
    }
    tellNews(session.store.getState())
    return session.store.subscribe(tellNews)
  }, [session, kind])

  useImperativeHandle(
    ref,
    () => ({
      exportDrawing: async () => {
        const state = session.store.getState()
        if (state.status !== 'ready') throw new Error('What was drawn is not read yet.')
        const { drawing, coverage } = drawingStateOf(kind, state)
        const png = drawing.kind === 'mask' ? await exportMask(session.raster) : await exportMarkup(drawing.document)
        return { drawing, png, coverage }
      },
      loadDrawing: (drawing) => {
        look.setState({ chosen: null })
        session.load(drawing)
      },
    }),
    [session, look, kind],
  )

  const act = useCallback(
    (action: EditorAction) => runEditorAction(action, { kind, session, look, isDisabled: isWaiting }),
    [kind, session, look, isWaiting],
  )
  return (
    <section ref={region} aria-label={t('editor')} className="flex size-full min-h-0 min-w-0 flex-col bg-surface">
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line px-2 py-1.5">
        <ToolOptions kind={kind} isDisabled={isWaiting} />
        <DrawingActions
          kind={kind}
          session={session}
          look={look}
          isDisabled={isWaiting}
          act={act}
          isListOpen={isListOpen}
          onList={() => setListOpen(!isListOpen)}
        />
      </header>
      {status === 'failed' && (
        <div className="flex flex-col gap-2 border-b border-line p-3">
          <FailureNotice failure={failureOf(failure)} />
          <p className="text-sm">{t('readFailed')}</p>
          <Button size="small" className="self-start" onClick={session.read}>
            {t('tryAgain')}
          </Button>
        </div>
      )}
      <div className="flex min-h-0 flex-1">
        <ToolBar kind={kind} isDisabled={isWaiting} />
        <MaskStage key={kind} region={region} session={session} look={look} kind={kind} isDisabled={isWaiting} />
        {isListOpen && <ShapeList kind={kind} session={session} look={look} isDisabled={isWaiting} />}
      </div>
      <footer className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-3 py-1">
        {status === 'reading' ? (
          <Spinner label={t('reading')} />
        ) : (
          <CoverageLine kind={kind} session={session} look={look} />
        )}
        <ViewBar kind={kind} look={look} act={act} />
      </footer>
    </section>
  )
}

function drawingStateOf(kind: MaskEditorProps['kind'], state: SessionState): DrawingState {
  if (kind === 'mask') {
    const { maskDocument: document, coverage } = state
    return { drawing: { kind, document }, coverage, isEmpty: coverage === 0 }
  }
  const { markupDocument: document } = state
  return { drawing: { kind, document }, coverage: 0, isEmpty: document.items.length === 0 }
}
