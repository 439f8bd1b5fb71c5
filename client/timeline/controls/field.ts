/** What stands in the field that an event comes from. */
export function fieldValue({ target }: Event): string {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement
    ? target.value
    : '';
}

/** Puts back what stood there before something was typed that cannot be. */
export function restoreField({ target }: Event, value: string): void {
  if (target instanceof HTMLInputElement) target.value = value;
}
