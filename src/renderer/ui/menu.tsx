import { Menu as Base } from '@base-ui/react/menu'
import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import { Kbd } from './kbd.tsx'

export type MenuItem =
  | {
      readonly id: string
      readonly label: string
      readonly icon?: LucideIcon | undefined
      /** Shown only; listening to it is the command's business. */
      readonly shortcut?: string | null | undefined
      readonly isDisabled?: boolean
      readonly isDanger?: boolean
      readonly run: () => void
    }
  | { readonly kind: 'separator'; readonly id: string }

interface MenuProps {
  /** A button element, for instance `<IconButton …/>`. */
  readonly trigger: ReactElement
  readonly items: readonly MenuItem[]
  readonly align?: 'start' | 'center' | 'end'
}

export function Menu({ trigger, items, align = 'end' }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} collisionPadding={8} className="z-[80]">
          <Items items={items} />
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function Items({ items }: { readonly items: readonly MenuItem[] }) {
  return (
    <Base.Popup className="popup max-h-(--available-height) min-w-48 overflow-y-auto p-1">
      {items.map((item) =>
        'kind' in item ? (
          <Base.Separator key={item.id} className="mx-2 my-1 h-px bg-line" />
        ) : (
          <Base.Item
            key={item.id}
            disabled={item.isDisabled === true}
            onClick={item.run}
            className={clsx(
              'flex min-h-7.5 items-center gap-2.5 rounded-md px-2.5 py-1 text-sm outline-none',
              'data-disabled:opacity-45 data-highlighted:bg-ink/8',
              item.isDanger === true && 'text-danger data-highlighted:bg-danger-soft',
            )}
          >
            {item.icon !== undefined && <item.icon size={15} aria-hidden className="opacity-80" />}
            <span className="flex-1">{item.label}</span>
            {item.shortcut != null && <Kbd shortcut={item.shortcut} />}
          </Base.Item>
        ),
      )}
    </Base.Popup>
  )
}
