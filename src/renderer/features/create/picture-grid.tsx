import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { Dimensions } from '#shared/size-problem.ts'

interface PictureGridProps {
  /** One for each picture, in order. */
  readonly sizes: readonly Dimensions[]
  readonly renderPicture: (index: number) => ReactNode
}

/** All pictures of a generation in sight at once, each as large as its share of the stage, none larger than it is. */
export function PictureGrid({ sizes, renderPicture }: PictureGridProps) {
  const columns = columnsFor(sizes.length)
  const rows = Math.ceil(sizes.length / columns)
  return (
    <ul
      className={clsx('grid min-h-0 flex-1', sizes.length > 1 ? 'gap-3 p-4' : 'p-6 @max-[720px]:p-4')}
      style={{
        gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
        gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))`,
      }}
    >
      {sizes.map(({ width, height }, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: a picture's place within its generation never changes.
          key={index}
          className="[container-type:size] flex items-center justify-center"
        >
          <div
            className="relative"
            style={{
              width: `min(100cqw, calc(100cqh * ${width / height}), ${width}px)`,
              aspectRatio: `${width} / ${height}`,
            }}
          >
            {renderPicture(index)}
          </div>
        </li>
      ))}
    </ul>
  )
}

const columnsFor = (count: number): number => (count <= 3 ? Math.max(1, count) : Math.ceil(Math.sqrt(count)))
