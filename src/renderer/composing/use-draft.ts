import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { type DraftState, type DraftStore, useDraftStore } from '../draft-store.ts'

/** Whose draft the fields speak of. */
export const DraftContext = createContext<DraftStore>(useDraftStore)

/** For what changes the draft and shows nothing of it. */
export const useDraftApi = (): DraftStore => useContext(DraftContext)

export const useDraft = <Part>(select: (draft: DraftState) => Part): Part => useStore(useDraftApi(), select)
