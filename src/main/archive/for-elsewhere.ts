import type { Failure } from '#shared/failure.ts'
import type { ExperimentRecord } from '../experiments/experiment-record.ts'
import { cleanMetadata, withoutFolder } from '../export/exported-record.ts'
import type { Sidecar } from '../library/sidecar.ts'
import type { PicturelessGeneration } from './pictureless-generation.ts'

/** Ids of the connections that every studio has. Others are made on each computer and mean nothing elsewhere. */
const commonConnections: ReadonlySet<string> = new Set(['sketch', 'openai'])
const connectionElsewhere = 'elsewhere'

interface Asked {
  readonly connectionId: string
  readonly rawResponse: string | null
}

const elsewhere = (connectionId: string): string =>
  commonConnections.has(connectionId) ? connectionId : connectionElsewhere

const cleanAsked = <Record extends Asked>(record: Record, clean: (text: string) => string): Record => ({
  ...record,
  connectionId: elsewhere(record.connectionId),
  rawResponse: record.rawResponse === null ? null : clean(record.rawResponse),
})

/** A sidecar as it may leave this computer: `clean` takes places and keys out of what programs wrote. */
export const sidecarForElsewhere = (sidecar: Sidecar, clean: (text: string) => string): Sidecar => ({
  ...sidecar,
  images: sidecar.images.map((image) => {
    const importedMetadata = image.importedMetadata === null ? null : cleanMetadata(image.importedMetadata, clean)
    return image.kind === 'imported'
      ? { ...image, importedMetadata, fileName: withoutFolder(image.fileName) }
      : { ...image, importedMetadata, generation: cleanAsked(image.generation, clean) }
  }),
})

export const generationForElsewhere = (
  generation: PicturelessGeneration,
  clean: (text: string) => string,
): PicturelessGeneration => ({
  ...cleanAsked(generation, clean),
  failure: generation.failure === null ? null : failureForElsewhere(generation.failure),
})

/** An experiment without the ids of this computer's connections. */
export const experimentForElsewhere = (record: ExperimentRecord): ExperimentRecord => ({
  ...record,
  arms: record.arms.map((arm) => {
    const { rewriter } = arm.settings
    return {
      ...arm,
      settings: {
        ...arm.settings,
        connectionId: elsewhere(arm.settings.connectionId),
        ...(rewriter !== undefined && { rewriter: { ...rewriter, connectionId: elsewhere(rewriter.connectionId) } }),
      },
    }
  }),
  rewrites: record.rewrites.map((rewrite) => ({ ...rewrite, connectionId: elsewhere(rewrite.connectionId) })),
})

/** What went wrong, without the system's own words, which are full of paths and hosts. */
function failureForElsewhere(failure: Failure): Failure {
  const { detail: _, ...told } = failure
  if (told.kind === 'unreachable' || told.kind === 'service-gone') return { ...told, host: unsaid }
  if ('path' in told) return { ...told, path: unsaid }
  return 'fileName' in told ? { ...told, fileName: null } : told
}

/** Stands where a host or a path of this computer was. */
const unsaid = '…'
