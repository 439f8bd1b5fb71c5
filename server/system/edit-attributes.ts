import type { WorkspaceEdit } from 'vscode-languageserver';
import { writeAttributes } from '../../language/editing/write-attributes.ts';
import type { Places } from '../../language/places.ts';
import { writeDuration } from '../../messages/text/duration.ts';
import type { AttributeChange } from '../protocol.ts';

/** The edit that writes numbers into the text, as {@link writeAttributes} does. */
export function editAttributes(
  places: Places,
  changes: readonly AttributeChange[],
): WorkspaceEdit | null {
  return writeAttributes(
    places,
    changes.map(({ element, attribute, value }) => ({
      element,
      attribute,
      text: writeDuration(value),
    })),
  );
}
