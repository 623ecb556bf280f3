import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';

type Text = (inputs: Record<string, never>, options: { locale: Locale }) => string;
const texts = m as unknown as Readonly<Record<string, Text | undefined>>;

/**
 * What a reason code says to a person. The answer's own reasons come from its question type, whose texts live with
 * the questions; a code without a text gets the general one of its kind.
 */
export function liveProblemText(reason: string, locale: Locale): string {
	const text =
		texts[`live_problem_${reason}`] ??
		texts[`questions_problem_${reason}`] ??
		texts[`questions_${reason}`] ??
		m.live_problem_answer_invalid;
	return text({}, { locale });
}
