/** Puts the cursor there as soon as it is shown, with its words selected to be typed over. */
export function focus(node: HTMLElement): void {
  node.focus()
  if (node instanceof HTMLInputElement && node.type !== 'date') node.select()
}
