import { m } from '../../platform/i18n/paraglide/messages.js';

type Text = (inputs?: Record<string, never>) => string;
const texts = m as unknown as Readonly<Record<string, Text | undefined>>;

/**
 * Why a use case said no, for the planner's pages.
 * @param details what the refusal names, e.g. the indicator that a value would be subtracted from
 */
export function refusalWords(
	reason: string,
	details: Readonly<Record<string, string>> = {}
): string {
	if (reason === 'tells_about_few')
		return m.plan_refused_tells_about_few({ indicator: details['indicator'] ?? '' });
	return (texts[`plan_refused_${reason}`] ?? m.plan_refused_definition_invalid)();
}

/** What is wrong with one field of the binding editor. */
export function fieldWords(reason: string | undefined): string | undefined {
	if (reason === undefined) return undefined;
	return (texts[`plan_error_${reason}`] ?? m.plan_error_other)();
}

/** A kind of fact in words; a format may have kinds that have no text of their own yet. */
export function factKindWords(kind: string): string {
	return texts[`plan_kind_of_${kind}`]?.() ?? kind;
}

/** What is wrong with the reason of a correction. */
export function fieldWordsOfReason(reason: string | undefined): string | undefined {
	return reason === undefined ? undefined : refusalWords(reason);
}

/** The name of a format from the message key in its manifest. */
export const formatWords = (name: string): string => texts[name]?.() ?? name;
