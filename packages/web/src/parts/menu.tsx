import type { ComponentChildren } from 'preact'
import { useId, useRef } from 'preact/hooks'
import { Icon, type IconName } from './icon.tsx'
import { IconButton } from './icon-button.tsx'

interface MenuProps {
  icon: IconName
  label: string
  children: ComponentChildren
}

/** A button with what it opens below it. Esc and a click elsewhere close it; the browser keeps the focus in order. */
export function Menu({ icon, label, children }: MenuProps) {
  const id = useId()
  const button = useRef<HTMLSpanElement>(null)
  return (
    <span class="menu-place" ref={button}>
      <IconButton icon={icon} label={label} popovertarget={id} />
      <div
        class="menu"
        id={id}
        popover="auto"
        onBeforeToggle={({ currentTarget, newState }) => {
          if (newState === 'open' && button.current) placeBelow(currentTarget, button.current)
        }}
      >
        {children}
      </div>
    </span>
  )
}

/** At the end of its button, wherever that is now. */
function placeBelow(menu: HTMLElement, button: HTMLElement): void {
  const { bottom, left, right } = button.getBoundingClientRect()
  const isRtl = getComputedStyle(button).direction === 'rtl'
  menu.style.inset = isRtl
    ? `${bottom + 4}px auto auto ${left}px`
    : `${bottom + 4}px ${document.documentElement.clientWidth - right}px auto auto`
}

interface MenuItemProps {
  icon: IconName
  children: ComponentChildren
  isDanger?: boolean
  onChoose: () => void
}

/** One thing to do; the menu closes first. */
export function MenuItem({ icon, children, isDanger = false, onChoose }: MenuItemProps) {
  return (
    <button
      type="button"
      class={isDanger ? 'menu-item is-danger' : 'menu-item'}
      onClick={({ currentTarget }) => {
        currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
        onChoose()
      }}
    >
      <Icon name={icon} size={18} />
      {children}
    </button>
  )
}
