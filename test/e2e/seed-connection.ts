import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ServerProfileId } from '#shared/server-profile.ts'
import { foldersIn } from './launch-studio.ts'

/** A connection of the given kind, as if it had been added in an earlier run. */
export function seedConnection(
  folder: string,
  connection: { readonly label: string; readonly baseUrl: string; readonly profile: ServerProfileId },
): void {
  const { profileFolder } = foldersIn(folder)
  mkdirSync(profileFolder, { recursive: true })
  const connections = [{ id: 'seeded', ...connection }]
  writeFileSync(join(profileFolder, 'connections.json'), JSON.stringify({ connections }))
}
