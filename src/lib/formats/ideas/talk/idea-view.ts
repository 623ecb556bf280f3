import type { Translated } from '../../../platform/i18n/translated.ts';
import type { ShownPicture } from '../../../platform/pictures/formats.ts';
import type { MapCategory } from '../map.server.ts';
import type { IdeaStatus, ProjectStatus, Source, Visibility, Way, Whereabouts } from '../rules.ts';

/** One answer of the city on the status path. */
export type Answer = Readonly<{
	id: string;
	status: Exclude<IdeaStatus, 'new'>;
	reason: Translated;
	office: string;
	/** YYYY-MM-DD; until when the next answer is promised. */
	dueOn: string | null;
	answeredOn: string;
}>;

/** An idea that was merged into the one shown. */
export type MergedIdea = Readonly<{
	number: number;
	title: string;
	body: string;
	locale: string;
	submittedOn: string;
}>;

export type Project = Readonly<{
	title: Translated;
	summary: Translated;
	status: ProjectStatus;
	statusOn: string;
	placeName: string;
	carrier: string | null;
	measure: Readonly<{ code: string; title: string }> | null;
}>;

export type IdeaLink = Readonly<{ number: number; title: string; locale: string }>;

/** One idea with everything its page tells. */
export type IdeaDetail = Readonly<{
	id: string;
	number: number;
	title: string;
	body: string;
	locale: string;
	category: MapCategory;
	whereabouts: Whereabouts;
	placeName: string;
	lat: number | null;
	lng: number | null;
	blurred: boolean;
	source: Source;
	way: Way | null;
	/** Title of the walk on which it was collected. */
	walk: string | null;
	visibility: Visibility;
	hiddenReason: string | null;
	status: IdeaStatus;
	/** YYYY-MM-DD; null once it is at its end or nothing is promised. */
	nextAnswer: Readonly<{ due: string; overdue: boolean }> | null;
	submittedOn: string;
	supports: number;
	/** Votes that an import brought from an earlier procedure, also for ideas merged into this one. */
	earlierSupports: number;
	comments: number;
	isOwn: boolean;
	supported: boolean;
	answers: readonly Answer[];
	photos: readonly ShownPicture[];
	merged: readonly MergedIdea[];
	/** Where it lives on, if it was merged itself. */
	livesOn: IdeaLink | null;
	project: Project | null;
	previous: IdeaLink | null;
	next: IdeaLink | null;
	similar: readonly IdeaLink[];
}>;

/** What somebody finds under an idea's number. Of what is not public only its state is told. */
export type FoundIdea =
	| Readonly<{ state: 'shown'; idea: IdeaDetail }>
	| Readonly<{ state: 'waiting' | 'withdrawn'; number: number }>
	| Readonly<{ state: 'hidden'; number: number; reason: string }>;
