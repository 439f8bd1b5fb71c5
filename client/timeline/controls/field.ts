/** The text of the field that an event comes from. */
export function fieldValue({ target }: Event): string {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement
    ? target.value
    : '';
}

/** Restores a field's text after an unusable one was typed. */
export function restoreField({ target }: Event, value: string): void {
  if (target instanceof HTMLInputElement) target.value = value;
}
