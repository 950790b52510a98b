import { z } from 'zod'
import { maxGuidance, maxNegativePromptLength, maxSeed, maxSteps } from './limits.ts'

/** `standard` and `hd` belong to the DALL·E contract. */
export const Quality = z.enum(['auto', 'low', 'medium', 'high', 'xhigh', 'max', 'standard', 'hd'])
export type Quality = z.infer<typeof Quality>
export const Background = z.enum(['auto', 'transparent', 'opaque'])
export type Background = z.infer<typeof Background>
export const OutputFormat = z.enum(['png', 'jpeg', 'webp', 'gif', 'svg'])
export type OutputFormat = z.infer<typeof OutputFormat>
export const Moderation = z.enum(['auto', 'low'])
export type Moderation = z.infer<typeof Moderation>
export const Complexity = z.enum(['low', 'medium', 'high'])
export type Complexity = z.infer<typeof Complexity>
export const InputFidelity = z.enum(['low', 'high'])
export type InputFidelity = z.infer<typeof InputFidelity>
export const ImageStyle = z.enum(['vivid', 'natural'])
export type ImageStyle = z.infer<typeof ImageStyle>

/** `auto`, or `WIDTHxHEIGHT` in pixels. */
export const Size = z.string().regex(/^(auto|[1-9]\d{0,4}x[1-9]\d{0,4})$/)

/**
 * What the person asked the model for, beside the prompt. A parameter that the model does not have is absent, so what
 * is kept in the record is what was sent.
 */
export const ImageParams = z
  .strictObject({
    size: Size,
    /** How many pictures, 1–10. */
    n: z.number().int().min(1).max(10),
    quality: Quality.optional(),
    background: Background.optional(),
    outputFormat: OutputFormat.optional(),
    /** 0–100, JPEG and WebP only. */
    outputCompression: z.number().int().min(0).max(100).optional(),
    moderation: Moderation.optional(),
    complexity: Complexity.optional(),
    /** Previews while the picture is made, 0–3. Each costs a few output tokens on paid models. */
    partialImages: z.number().int().min(0).max(3).optional(),
    /** Frames of a GIF, 2–16. */
    frameCount: z.number().int().min(2).max(16).optional(),
    /** Of one frame of a GIF, in milliseconds. */
    frameDurationMs: z.number().int().min(10).max(655_350).optional(),
    /** SVG only: the language model that writes it. Absent = the provider's own choice. */
    svgModel: z.string().min(1).max(200).optional(),
    inputFidelity: InputFidelity.optional(),
    style: ImageStyle.optional(),
    /** Through a language model: the model that makes the picture. */
    imageModel: z.string().min(1).max(200).optional(),
    negativePrompt: z.string().max(maxNegativePromptLength).optional(),
    seed: z.number().int().min(0).max(maxSeed).optional(),
    /** Of denoising. */
    steps: z.number().int().min(1).max(maxSteps).optional(),
    /** How closely the words are followed (classifier-free guidance scale). */
    guidance: z.number().min(0).max(maxGuidance).optional(),
  })
  .readonly()
export type ImageParams = z.infer<typeof ImageParams>

/** What the provider reports it really used. `model` is there because providers substitute snapshots. */
export const ActualParams = z
  .strictObject({
    model: z.string().optional(),
    /** Through a language model: the model that made the picture. */
    imageModel: z.string().optional(),
    size: z.string().optional(),
    quality: z.string().optional(),
    background: z.string().optional(),
    outputFormat: z.string().optional(),
    n: z.number().int().optional(),
  })
  .readonly()
export type ActualParams = z.infer<typeof ActualParams>
