import type { ButtonHTMLAttributes } from 'preact'
import { Icon, type IconName } from './icon.tsx'

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon' | 'label'> {
  icon: IconName
  /** What it does: read out, and shown when pointed at. */
  label: string
  filled?: boolean
}

export function IconButton({ icon, label, filled, class: more, ...button }: IconButtonProps) {
  return (
    <button
      type="button"
      {...button}
      class={`icon-button ${String(more ?? '')}`}
      aria-label={label}
      title={label}
    >
      <Icon name={icon} filled={filled ?? false} />
    </button>
  )
}
