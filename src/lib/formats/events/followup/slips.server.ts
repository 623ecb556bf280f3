import { momentText } from '../../../platform/i18n/dates.ts';
import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import { languageOf, textFor } from '../../../platform/i18n/translated.ts';
import { renderPdf } from '../../../platform/pdf/render.server.ts';
import type { Door } from '../door/door.server.ts';
import { spokenFollowUpCode } from './code.ts';

type Print = Readonly<{ locale: Locale; author: string; origin: string }>;

/** Two columns of slips to cut apart: from when on, where to go, and with which code. */
export async function slipsPdf(
	{ title, startsAt, slug, number }: Pick<Door, 'title' | 'startsAt' | 'slug' | 'number'>,
	codes: readonly string[],
	from: string,
	{ locale, author, origin }: Print
) {
	const slip = (code: string | undefined) => ({
		text: code
			? m.eventsfollowup_slip_text({
					address: `${origin.replace(/^https?:\/\//, '')}/later`,
					code: spokenFollowUpCode(code),
					from
				})
			: ''
	});
	const bytes = await renderPdf({
		title: m.eventsfollowup_title(),
		locale,
		author,
		blocks: [
			{ kind: 'heading', level: 1, text: m.eventsfollowup_ask() },
			{ kind: 'paragraph', text: textFor(title, locale), locale: languageOf(title, locale) },
			{ kind: 'small', text: momentText(startsAt, locale) },
			{ kind: 'paragraph', text: m.eventsfollowup_slips_lead() },
			{
				kind: 'table',
				widths: [1, 1],
				head: [m.eventsfeedback_slip(), m.eventsfeedback_slip()],
				rows: Array.from({ length: Math.ceil(codes.length / 2) }, (_, row) => [
					slip(codes[2 * row]),
					slip(codes[2 * row + 1])
				])
			}
		]
	});
	return {
		body: new Blob([bytes as Uint8Array<ArrayBuffer>]).stream(),
		contentType: 'application/pdf',
		fileName: `follow-up-${slug}-${number}.pdf`
	};
}
