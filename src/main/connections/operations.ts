import type { Library } from '../library/library.ts'
import { openConnections, removeConnection, type StoredConnection, saveConnection } from './table.ts'

export const createConnectionOperations = ({ db }: Library) => ({
  openConnections: (given: Parameters<typeof openConnections>[1]) => openConnections(db, given),
  saveConnection: ({ connection }: { readonly connection: StoredConnection }) => saveConnection(db, connection),
  removeConnection: ({ id }: { readonly id: string }) => removeConnection(db, id),
})
