import type { BaseParser } from 'langium';

/** The parts of Chevrotain's parser by which it ends early. */
interface ErrorRecord {
  SAVE_ERROR(error: unknown): unknown;
  moveToTerminatedState(): void;
  readonly _errors: readonly unknown[];
}

/**
 * The parser stops recovering after this many syntax errors: each recovery takes time and helps
 * nobody by then.
 */
const mostErrors = 1000;

/** Makes a parser stop at its thousandth error. */
export function limitErrors(parser: BaseParser): void {
  const { wrapper: record } = parser as unknown as { readonly wrapper: ErrorRecord };
  const saveError = record.SAVE_ERROR.bind(record);
  record.SAVE_ERROR = (error) => {
    const saved = saveError(error);
    if (record._errors.length >= mostErrors) record.moveToTerminatedState();
    return saved;
  };
}
