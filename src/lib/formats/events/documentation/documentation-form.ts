import { typedText, typedTexts, typedTranslation } from '../../../core/activities/activity-form.ts';
import type { Documentation } from './read-documentation.server.ts';
import type { DocumentationInput, PhotoInput } from './schema.ts';

type Texts = Readonly<Record<string, string>>;
export type PointValues = Readonly<{ agreed: string; responsible: string; until: string }>;

/** The form as it was typed. */
export type DocumentationValues = Readonly<{
	text: Texts;
	minutesPublic: boolean;
	points: readonly PointValues[];
}>;

/** Empty lines below those that are filled in, so that some can be added without a script. */
const spare = 3;
const noPoint: PointValues = { agreed: '', responsible: '', until: '' };

export const documentationValuesOf = (what: Documentation): DocumentationValues => ({
	text: what.text,
	minutesPublic: what.minutesPublic,
	points: what.points.map(({ until, ...point }) => ({ ...point, until: until ?? '' }))
});

export function typedDocumentation(form: FormData): DocumentationValues {
	const [agreed, responsible, until] = ['agreed', 'responsible', 'until'].map((name) =>
		typedTexts(form, name)
	) as [string[], string[], string[]];
	const points = agreed.map((one, index) => ({
		agreed: one.trim(),
		responsible: (responsible[index] ?? '').trim(),
		until: (until[index] ?? '').trim()
	}));
	return {
		text: typedTranslation(form, 'text'),
		minutesPublic: form.has('minutesPublic'),
		points: points.filter((point) => Object.values(point).some((one) => one !== ''))
	};
}

/** The lines that the form draws. @param most as many as there may be */
export const drawnPoints = (points: readonly PointValues[], most: number): PointValues[] =>
	[...points, ...Array.from({ length: spare }, () => noPoint)].slice(
		0,
		Math.max(most, points.length)
	);

export const documentationInputOf = ({
	points,
	...typed
}: DocumentationValues): DocumentationInput => ({
	...typed,
	points: points.map(({ until, ...point }) => ({ ...point, until: until || null }))
});

/** What stands beside a photo, as it was typed. */
export type PhotoValues = Readonly<{ ticket: string; description: Texts; consent: boolean }>;

export const typedPhoto = (form: FormData): PhotoValues => ({
	ticket: typedText(form, 'ticket'),
	description: typedTranslation(form, 'description'),
	consent: form.has('consent')
});

export const photoInputOf = ({ description, consent }: PhotoValues): PhotoInput => ({
	description: { ...description },
	consent
});
