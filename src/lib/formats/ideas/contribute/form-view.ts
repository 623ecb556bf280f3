import type { PersonalHint } from '../../../core/moderation/personal-hints.ts';
import type { ShownPicture } from '../../../platform/pictures/formats.ts';
import type { MapConfig } from '../../../ui/map/config.ts';
import type { SimilarIdea } from '../similar-ideas.server.ts';
import type { PlaceChoices } from './choose-place.server.ts';
import type { Draft } from './draft.ts';

/** What is wrong: of the whole form, and at its fields, as reason codes. */
export type FormProblems = Readonly<{
	reason: string | null;
	fields: Readonly<Record<string, string>>;
}>;

export const noProblems: FormProblems = { reason: null, fields: {} };

/** A photo of the form with what is needed to show it. */
export type FormPhoto = ShownPicture & Readonly<{ ticket: string }>;

/** What the page shows: one of the steps. */
export type FormView = Readonly<{ draft: Draft; problems: FormProblems }> &
	Readonly<
		| { step: 'where'; choices: PlaceChoices; frame: MapConfig | null }
		| { step: 'what'; photos: readonly FormPhoto[] }
		| {
				step: 'preview';
				photos: readonly FormPhoto[];
				/** Name of the place; null for a point. */
				placeName: string | null;
				language: string;
				personal: readonly PersonalHint[];
				similar: readonly SimilarIdea[];
		  }
		| { step: 'closed'; opensAt: Date | null }
		| { step: 'supported'; number: number; title: string }
		| { step: 'done'; receipt: string; address: string; number: number; isPublic: boolean }
	>;
