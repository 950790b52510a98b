import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Drawing, DrawingKind } from '#shared/edit.ts'
import type { Image } from '#shared/image.ts'
import type { MarkupDocument, MarkupItem } from '#shared/markup-document.ts'
import type { MaskDocument, MaskOperation } from '#shared/mask-document.ts'
import type { Area } from '#shared/masks/area.ts'
import {
  append,
  change,
  type DrawingChange,
  type DrawingHistory,
  documentOf,
  emptyHistory,
  markupOf,
  partsOf,
  redo,
  undo,
} from '#shared/masks/mask-history.ts'
import { coverageOf, createMaskRaster, type MaskRaster } from '#shared/masks/mask-raster.ts'
import { operationsToLoad, scaleMarkup } from '#shared/masks/scale-mask.ts'
import { FailureError } from '../../../data/failure-error.ts'
import type { DrawingCalls } from './drawing-calls.ts'
import { createDrawingWriter, inLine } from './keep-drawing.ts'

export interface SessionState {
  /** failed: what was drawn before cannot be read, and nothing may be written over it. */
  readonly status: 'reading' | 'failed' | 'ready'
  readonly failure: unknown
  readonly mask: DrawingHistory<MaskOperation>
  readonly markup: DrawingHistory<MarkupItem>
  readonly maskDocument: MaskDocument
  readonly markupDocument: MarkupDocument
  /** Share (0–1) of the picture's pixels. */
  readonly coverage: number
}

/** What is drawn on one picture, painted and kept as it is drawn. */
export interface DrawingSession {
  readonly image: Image
  readonly store: StoreApi<SessionState>
  readonly raster: MaskRaster
  /** Tells of the area that was painted. Returns its own undoing. */
  readonly onPainted: (listener: (area: Area) => void) => () => void
  readonly read: () => void
  readonly draw: (operation: MaskOperation) => void
  readonly changeMask: (made: DrawingChange<MaskOperation>) => void
  readonly sign: (item: MarkupItem) => void
  readonly changeMarkup: (made: DrawingChange<MarkupItem>) => void
  readonly clearMarkup: () => void
  readonly undo: (kind: DrawingKind) => void
  readonly redo: (kind: DrawingKind) => void
  readonly load: (drawing: Drawing) => void
}

export function createDrawingSession(
  image: Image,
  calls: DrawingCalls,
  onFailure: (problem: unknown) => void,
): DrawingSession {
  const raster = createMaskRaster(image)
  const listeners = new Set<(area: Area) => void>()
  const store = createStore<SessionState>()(() => ({
    status: 'reading',
    failure: null,
    mask: emptyHistory,
    markup: emptyHistory,
    maskDocument: documentOf(emptyHistory, image),
    markupDocument: markupOf(emptyHistory, image),
    coverage: 0,
  }))
  const maskWriter = createDrawingWriter<MaskOperation>(
    image.id,
    {
      add: (position, made) => calls.add(image.id, position, { kind: 'mask', change: made }),
      moveTo: (position) => calls.moveTo(image.id, 'mask', position),
    },
    onFailure,
  )
  const markupWriter = createDrawingWriter<MarkupItem>(
    image.id,
    {
      add: (position, made) => calls.add(image.id, position, { kind: 'markup', change: made }),
      moveTo: (position) => calls.moveTo(image.id, 'markup', position),
    },
    onFailure,
  )

  function show(mask: DrawingHistory<MaskOperation>, more: Partial<SessionState> = {}): void {
    const maskDocument = documentOf(mask, image)
    const area = raster.show(maskDocument.operations)
    store.setState({ ...more, mask, maskDocument, coverage: coverageOf(raster) })
    for (const listener of listeners) listener(area)
  }
  function setMask(mask: DrawingHistory<MaskOperation>): void {
    const { status, mask: before } = store.getState()
    if (status !== 'ready' || mask === before) return
    show(mask)
    maskWriter.keep(mask)
  }
  function setMarkup(markup: DrawingHistory<MarkupItem>): void {
    const { status, markup: before } = store.getState()
    if (status !== 'ready' || markup === before) return
    store.setState({ markup, markupDocument: markupOf(markup, image) })
    markupWriter.keep(markup)
  }
  const mask = (): DrawingHistory<MaskOperation> => store.getState().mask
  const markup = (): DrawingHistory<MarkupItem> => store.getState().markup

  return {
    image,
    store,
    raster,
    onPainted: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    read: () => {
      store.setState({ status: 'reading', failure: null })
      inLine(image.id, () => calls.load(image.id)).then(
        (kept) => {
          if (store.getState().status === 'ready') return
          maskWriter.begin(kept.mask)
          markupWriter.begin(kept.markup)
          show(kept.mask, { status: 'ready', markup: kept.markup, markupDocument: markupOf(kept.markup, image) })
        },
        (failure: unknown) => store.setState({ status: 'failed', failure }),
      )
    },
    draw: (operation) => setMask(append(mask(), operation)),
    changeMask: (made) => setMask(change(mask(), made)),
    sign: (item) => setMarkup(append(markup(), item)),
    changeMarkup: (made) => setMarkup(change(markup(), made)),
    clearMarkup: () => setMarkup(withItems(markup(), [])),
    undo: (kind) => (kind === 'mask' ? setMask(undo(mask())) : setMarkup(undo(markup()))),
    redo: (kind) => (kind === 'mask' ? setMask(redo(mask())) : setMarkup(redo(markup()))),
    load: (drawing) => {
      if (drawing.kind === 'mask') {
        let history = mask()
        for (const operation of operationsToLoad(drawing.document, image)) history = append(history, operation)
        setMask(history)
      } else setMarkup(withItems(markup(), scaleMarkup(drawing.document, image)))
    },
  }
}

/** Signs have no "clear": what is there is removed one by one, from the last on. */
function withItems(history: DrawingHistory<MarkupItem>, items: readonly MarkupItem[]): DrawingHistory<MarkupItem> {
  let next = history
  for (let index = partsOf(history).length - 1; index >= 0; index -= 1) next = change(next, { kind: 'remove', index })
  for (const item of items) next = append(next, item)
  return next
}

export const failureOf = (problem: unknown) =>
  problem instanceof FailureError
    ? problem.failure
    : ({ kind: 'unexpected', logId: '', detail: String(problem) } as const)
