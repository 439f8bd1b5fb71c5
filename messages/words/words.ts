/**
 * What words of the language mean, each in one line with its unit and what holds when it is left
 * out. A word that means different things in different places stands with the grammar rule it
 * belongs to: `Task.period`.
 */
export type Words = Readonly<Record<string, () => string>>;
