/** An answer to an assistant. A fault says what to do otherwise. */
export interface Answer {
  readonly text: string;
  readonly isFault: boolean;
}

/** The longest answer in characters: a model has to read it. */
const longestAnswer = 60_000;

export function fault(text: string): Answer {
  return { text, isFault: true };
}

/** A text, cut where it is too long. */
export function plainAnswer(text: string): Answer {
  if (text.length <= longestAnswer) return { text, isFault: false };
  const cut = text.slice(0, longestAnswer).toWellFormed();
  return { text: `${cut}\n… (${text.length - longestAnswer} more characters)`, isFault: false };
}

/**
 * An object as JSON. Where it is too long, `shorter` leaves out what matters least; what is too
 * long even then is cut.
 */
export function jsonAnswer(value: object, shorter: () => object): Answer {
  const whole = JSON.stringify(value);
  return plainAnswer(whole.length <= longestAnswer ? whole : JSON.stringify(shorter()));
}
