import { assertNever } from '#shared/result.ts'
import { useCompareStore } from '../../compare-store.ts'
import { ExperimentForm } from './experiment-form.tsx'
import { ExperimentList } from './experiment-list.tsx'
import { ExperimentPage } from './experiment-page.tsx'
import { VoteView } from './vote-view.tsx'

/** A/B tests: those that were made, a new one, one of them, and its blind vote. */
export function CompareRoom() {
  const view = useCompareStore((state) => state.view)
  switch (view.kind) {
    case 'list':
      return <ExperimentList />
    case 'form':
      return <ExperimentForm />
    case 'experiment':
      return <ExperimentPage key={view.id} id={view.id} chosenPart={view.part} />
    case 'vote':
      return <VoteView key={view.id} experimentId={view.id} />
    default:
      return assertNever(view)
  }
}
