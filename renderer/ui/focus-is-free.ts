/** Whether a newly loaded screen may take the focus: only if nobody is typing elsewhere. */
export function focusIsFree(active: Element | null): boolean {
  if (active === null) return true
  return !active.matches('input, textarea, select, [contenteditable="true"], [role="dialog"] *')
}
