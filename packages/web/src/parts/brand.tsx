/** The mark; what it stands for is always written beside it. */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect class="mark-back" width="32" height="32" rx="8" />
      <path
        class="mark-front"
        d="M16 6.5c-5.5 0-9.5 3.6-9.5 8.3 0 2.7 1.3 5 3.4 6.5L9 25.5l4.6-2.6c.8.1 1.6.2 2.4.2 5.5 0 9.5-3.6 9.5-8.3S21.5 6.5 16 6.5z"
      />
      <circle class="mark-back" cx="11.7" cy="14.8" r="1.7" />
      <circle class="mark-back" cx="16" cy="14.8" r="1.7" />
      <circle class="mark-back" cx="20.3" cy="14.8" r="1.7" />
    </svg>
  )
}
