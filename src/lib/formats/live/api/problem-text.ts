import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { AnswerRefusal } from '../service.ts';

type Text = (inputs: Record<string, never>, options: { locale: Locale }) => string;
const texts = m as unknown as Readonly<Record<string, Text | undefined>>;

/** What a refusal says to a person; why an answer does not fit, its question says. */
export function liveProblemText(reason: string, locale: Locale, error: unknown): string {
	if (error instanceof AnswerRefusal && reason === error.fields['answer'])
		return error.says(locale);
	const text =
		texts[`live_problem_${reason}`] ??
		texts[`liveask_problem_${reason}`] ??
		texts[`livepace_problem_${reason}`] ??
		m.live_problem_input_invalid;
	return text({}, { locale });
}
