export type MaskWorkerRequest =
  /** The bytes are copied, not taken: the editor goes on drawing on them. */
  | { readonly kind: 'export-mask'; readonly coverage: Uint8Array; readonly width: number; readonly height: number }
  | {
      readonly kind: 'flood-fill'
      readonly picture: ImageBitmap
      readonly x: number
      readonly y: number
      readonly tolerance: number
    }

export type MaskWorkerReply =
  | { readonly kind: 'png'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'runs'; readonly runs: readonly number[] }
  | { readonly kind: 'failed'; readonly detail: string }

/** Several may be under way. */
export interface MaskWorkerQuestion {
  readonly id: number
  readonly request: MaskWorkerRequest
}
export interface MaskWorkerAnswer {
  readonly id: number
  readonly reply: MaskWorkerReply
}
