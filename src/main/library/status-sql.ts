/** Conditions on `generations`, word for word as their partial indexes have them: otherwise SQLite does not use those. */
export const isOutSql = `status IN ('queued', 'sent', 'streaming')`
export const isUnmadeSql = `status IN ('refused', 'failed', 'cancelled', 'maybe-billed')`
