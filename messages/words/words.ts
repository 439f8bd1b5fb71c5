/**
 * The meaning of the language's words, each in one line with its unit and its default. A word with
 * several meanings stands with the grammar rule it belongs to: `Task.period`.
 */
export type Words = Readonly<Record<string, () => string>>;
