import { act, screen } from '@testing-library/react'
import type { ReactElement } from 'react'
import { useAppStore } from '#renderer/app-store.ts'
import { useShortcuts } from '#renderer/commands/use-shortcuts.ts'
import { emptyDraft, useDraftStore } from '#renderer/draft-store.ts'
import { CreateRoom } from '#renderer/features/create/create-room.tsx'
import { useCreateStore } from '#renderer/features/create/create-store.ts'
import { useCreateCommands } from '#renderer/features/create/use-create-commands.ts'
import type { Handlers } from '#shared/contract.ts'
import type { Generation } from '#shared/generation.ts'
import { ok } from '#shared/result.ts'
import type { Language } from '#shared/settings.ts'
import { installFakeBridge } from './fake-bridge.ts'
import { renderInApp } from './render-in-app.tsx'
import {
  freeSizeModel,
  languageModel,
  listedSizeModel,
  openAiConnection,
  retiredModel,
  sampleRunning,
  sketchConnection,
  sketchModel,
} from './sample-records.ts'

/** The room with its commands, as `app.tsx` puts them together. */
function Room() {
  useShortcuts(useCreateCommands())
  return <CreateRoom />
}

interface Opened {
  readonly recent?: readonly Generation[]
  readonly language?: Language
  readonly handlers?: Partial<Handlers>
  /** `false`: main has not yet said what the models and connections are. */
  readonly isAnswered?: boolean
  readonly element?: ReactElement
}

export async function openCreateRoom({
  recent = [],
  language = 'en',
  handlers = {},
  isAnswered = true,
  element = <Room />,
}: Opened = {}) {
  let nextId = 100
  let generations = [...recent]
  const bridge = installFakeBridge({
    'catalogue.list': () => ok({ models: [sketchModel, freeSizeModel, listedSizeModel, retiredModel, languageModel] }),
    'connections.models': ({ connectionId }) =>
      ok({
        models:
          connectionId === 'sketch' ? [sketchModel] : [freeSizeModel, listedSizeModel, retiredModel, languageModel],
      }),
    'connections.list': () => ok({ connections: [sketchConnection, openAiConnection] }),
    'generations.recent': () => ok({ generations }),
    'generations.estimate': ({ model }) =>
      ok(
        model === 'sketch'
          ? { kind: 'free' }
          : { kind: 'published', lowMicroUsd: 40_000, highMicroUsd: 170_000, source: 'x', asOf: '2026-09' },
      ),
    'generations.start': ({ connectionId, model, typedPrompt, params }) => {
      const started = sampleRunning({
        id: nextId++,
        connectionId,
        model,
        typedPrompt,
        sentPrompt: typedPrompt,
        requestedParams: params,
      })
      generations = [started, ...generations]
      return ok(started)
    },
    'generations.cancel': () => ok({}),
    'queue.get': () => ok({ state: { isHeld: false, lanes: [] } }),
    ...handlers,
  })
  const view = renderInApp(element, { language })
  const prompt = screen.getByRole('textbox', { name: language === 'en' ? 'Prompt' : '프롬프트' })
  if (isAnswered) await screen.findByRole('button', { name: language === 'en' ? 'Generate' : '만들기' })
  return {
    ...view,
    bridge,
    prompt,
    /** Main settles or changes a generation. */
    settle: (generation: Generation) => {
      generations = generations.map((one) => (one.id === generation.id ? generation : one))
      act(() => bridge.emit('generation.changed', { generation }))
    },
    started: () => bridge.inputsOf('generations.start'),
  }
}

/** The studio as on the first start, but for the sketch, which was chosen; for before each test. */
export function resetCreateRoom(): void {
  useDraftStore.setState({ ...emptyDraft, connectionId: 'sketch', model: 'sketch' })
  useCreateStore.setState({
    pickedGenerationId: null,
    startFailure: null,
    isQueueOpen: false,
    cancelWaitingAsked: null,
  })
  useAppStore.setState({ room: 'create', viewer: null, selectedImageId: null, isProvenanceOpen: true })
}
