import {
  type Cancellation,
  DefaultReferenceDescriptionProvider,
  interruptAndCheck,
  type LangiumDocument,
  type ReferenceDescription,
} from 'langium';
import { referencesBelow } from '../syntax/walk.ts';

/** Describes references as Langium does, in a fraction of the time. */
export class HyperschedReferenceDescriptions extends DefaultReferenceDescriptionProvider {
  override async createDescriptions(
    document: LangiumDocument,
    cancelToken?: Cancellation.CancellationToken,
  ): Promise<ReferenceDescription[]> {
    if (cancelToken !== undefined) await interruptAndCheck(cancelToken);
    return referencesBelow(document.parseResult.value).flatMap((info) =>
      this.createInfoDescriptions(info),
    );
  }
}
