import type { ImageFilter } from './image.ts'

export const noFilter: ImageFilter = {
  query: '',
  provider: null,
  model: null,
  fromMs: null,
  beforeMs: null,
  isFavoriteOnly: false,
  isTrash: false,
}
