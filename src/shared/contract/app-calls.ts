import { z } from 'zod'
import { maxPromptLength } from '../limits.ts'
import { LanguageChoice, Settings, ThemeChoice } from '../settings.ts'
import { call, nothing } from './call.ts'

const PopupItem = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('command'),
    commandId: z.string().max(100),
    label: z.string().max(200),
    /** Shown, not registered: the page hears every key itself. */
    accelerator: z.string().max(50).nullable(),
    isEnabled: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('separator') }),
])

/** Where something can be begun and left: a picture, an experiment, an edit. */
const DraftOf = z.enum(['create', 'experiment', 'edit'])

export const appCalls = {
  'app.info': call(
    nothing,
    z.strictObject({
      version: z.string(),
      electron: z.string(),
      chrome: z.string(),
      node: z.string(),
      sqlite: z.string(),
      platform: z.string(),
    }),
  ),
  'app.licences': call(nothing, z.strictObject({ text: z.string() })),
  'app.openLogFolder': call(nothing, nothing),
  /** By name: the page cannot make the system open an address of its own choosing. */
  'app.openExternal': call(z.strictObject({ page: z.enum(['openai-api-keys', 'openai-billing']) }), nothing),
  'app.quit': call(nothing, nothing),

  /** The page owns the commands; main builds the native menu from this description. */
  'menu.set': call(
    z.strictObject({
      groups: z
        .array(
          z.strictObject({
            label: z.string().max(100),
            role: z.enum(['file', 'edit', 'view', 'help']),
            items: z
              .array(
                z.strictObject({
                  commandId: z.string().max(100),
                  label: z.string().max(200),
                  accelerator: z.string().max(50).nullable(),
                  isEnabled: z.boolean(),
                }),
              )
              .max(60),
          }),
        )
        .max(10),
    }),
    nothing,
  ),

  /**
   * A native context menu, at the pointer or, opened by the keyboard, at a place of the page in CSS pixels. Answers with
   * what was chosen; `null` = it was closed.
   */
  'menu.popup': call(
    z.strictObject({
      items: z.array(PopupItem).min(1).max(100),
      at: z.strictObject({ x: z.number(), y: z.number() }).nullable(),
    }),
    z.strictObject({ commandId: z.string().nullable() }),
  ),

  'settings.get': call(nothing, Settings),
  'settings.setLanguage': call(z.strictObject({ choice: LanguageChoice }), Settings),
  'settings.setContinuesAfterRestart': call(z.strictObject({ continues: z.boolean() }), Settings),
  'settings.setTheme': call(z.strictObject({ theme: ThemeChoice }), Settings),

  /** What is being composed, as the page wrote it. Not in the library: it belongs to this computer and this person. */
  'draft.get': call(z.strictObject({ of: DraftOf }), z.strictObject({ text: z.string().nullable() })),
  /** On the disk when it answers. An experiment holds a list of prompts; `null` = nothing is being composed there. */
  'draft.keep': call(
    z.strictObject({
      of: DraftOf,
      text: z
        .string()
        .max(600 * maxPromptLength)
        .nullable(),
    }),
    nothing,
  ),
} as const
