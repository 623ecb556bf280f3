import type { PlaceChoice } from '../../../core/activities/choices.server.ts';
import type { MapConfig } from '../../../ui/map/config.ts';
import type { Attachment } from './attachments.server.ts';
import type { ContributionChoice } from './context.server.ts';
import type { Draft } from './draft.ts';
import { problemText, type ProblemFacts } from './problem-text.ts';

/** What every page of the form is drawn from. */
export type StepView = Readonly<{
	draft: Draft;
	/** What is said at the fields: field to reason code. */
	shown: Readonly<Record<string, string>>;
	facts: ProblemFacts;
	places: readonly PlaceChoice[];
	map: MapConfig | null;
	contributions: readonly ContributionChoice[];
	attachments: readonly Attachment[];
	/** Where the attachments are. */
	path: string;
}>;

/** What is wrong at a field, or undefined. */
export const problemAt = ({ shown, facts }: StepView, field: string): string | undefined =>
	shown[field] === undefined ? undefined : problemText(shown[field], facts);
