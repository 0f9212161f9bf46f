/** Whether a screen that has just loaded may take the focus: not while somebody is already typing somewhere else. */
export function focusIsFree(active: Element | null): boolean {
  if (active === null) return true
  return !active.matches('input, textarea, select, [contenteditable="true"], [role="dialog"] *')
}
