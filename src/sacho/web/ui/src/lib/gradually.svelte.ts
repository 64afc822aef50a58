// A long list begins with what fits on a screen; the rest follows while nobody waits for anything.

/** How many of `all` to show by now; more each time the browser is idle, until it is all of them. */
export function gradually(all: () => number, first = 24, more = 24): { readonly many: number } {
  let many = $state(first)
  $effect(() => {
    if (many >= all()) return
    // Safari has no idle callback.
    const idle = typeof requestIdleCallback === 'function'
    const asked = idle ? requestIdleCallback(() => (many += more), { timeout: 300 }) : setTimeout(() => (many += more), 50)
    return () => (idle ? cancelIdleCallback(asked) : clearTimeout(asked))
  })
  return {
    get many() {
      return many
    },
  }
}
