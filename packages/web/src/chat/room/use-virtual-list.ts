import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core'
import { options as preact } from 'preact'
import { useLayoutEffect, useReducer, useState } from 'preact/hooks'

export type VirtualList = Virtualizer<HTMLDivElement, HTMLDivElement>
type Options = VirtualizerOptions<HTMLDivElement, HTMLDivElement>
type Given = Omit<Options, 'scrollToFn' | 'observeElementRect' | 'observeElementOffset' | 'onChange'>

/** The library's list of rows of which only those in sight are drawn, bound to a Preact component. */
export function useVirtualList(given: Given): VirtualList {
  const [, redraw] = useReducer((count: number, _: undefined) => count + 1, 0)
  const options: Options = {
    ...given,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    // While scrolling, rows must be there before the next frame; otherwise they may come with other changes.
    onChange: (_, isScrolling) =>
      isScrolling && !isMeasuring ? atOnce(() => redraw(undefined)) : redraw(undefined),
  }
  const [list] = useState(() => createList(options))
  list.setOptions(options)
  useLayoutEffect(() => list._didMount(), [])
  useLayoutEffect(() => list._willUpdate())
  return list
}

/** Within this of the end a new message moves the list; further away the reader is left alone. */
export const endPx = 100

/** By what the list knows already: asking the page would have it laid out once more in every frame. */
export const distanceFromEnd = (list: VirtualList): number =>
  list.getTotalSize() - (list.scrollOffset ?? 0) - (list.scrollRect?.height ?? 0)

/** Rows are measured while they are being drawn, and nothing may be drawn inside of that. */
let isMeasuring = false

function createList(options: Options): VirtualList {
  const list: VirtualList = new Virtualizer(options)
  // Also while scrolling back: what grows or shrinks above the reader never moves what they read.
  list.shouldAdjustScrollPositionOnItemSizeChange = (
    { key, start, end },
    _,
    { itemSizeCache, scrollOffset },
  ) => (itemSizeCache.has(key) ? end : start + 1) <= (scrollOffset ?? 0)
  const { measureElement } = list
  list.measureElement = (node) => {
    isMeasuring = true
    try {
      measureElement(node)
    } finally {
      isMeasuring = false
    }
  }
  return list
}

/** Draws what a change asks for before it returns. */
function atOnce(change: () => void): void {
  const usual = preact.debounceRendering
  let draw: (() => void) | undefined
  preact.debounceRendering = (work) => {
    draw = work
  }
  try {
    change()
    draw?.()
  } finally {
    preact.debounceRendering = usual
  }
}
