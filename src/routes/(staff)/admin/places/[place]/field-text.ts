import { problemText } from '#lib/core/places/problem-text.ts';
import type { FileProblemCode } from '#lib/core/places/problems.ts';
import { m } from '#lib/platform/i18n/paraglide/messages.js';

/** Why a field of the place's form was refused, in the reader's language. */
export function placeFieldText(reason: string | undefined): string | undefined {
	if (reason === undefined) return undefined;
	if (reason === 'name_long') return m.places_admin_name_long();
	return problemText({ code: reason as FileProblemCode, line: 0 });
}
