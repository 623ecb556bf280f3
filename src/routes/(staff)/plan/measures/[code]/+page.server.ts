import { redirect, type Actions } from '@sveltejs/kit';
import { textsOfMeasure, translateMeasure } from '#lib/core/measures/translate.server.ts';
import { otherLocales, type OtherLocale } from '#lib/core/measures/translations.ts';
import { textOf } from '../../../../form-text.ts';
import { orErrorPage, orRefusedForm } from '../../../../refused.ts';
import type { PageServerLoad } from './$types';

/** The language to write: as asked, else the page's own, else the first that is not German. */
function languageOf(url: URL, own: string): OtherLocale {
	const asked = url.searchParams.get('in') ?? own;
	return otherLocales.find((locale) => locale === asked) ?? otherLocales[0]!;
}

export const load: PageServerLoad = async ({ params, url, locals: { db, actor, locale } }) => {
	const language = languageOf(url, locale);
	const texts = await orErrorPage(textsOfMeasure(db, actor, params.code, language));
	return { language, texts, saved: url.searchParams.has('saved') };
};

/** `label.540-3.1a` and the like, by what stands behind the first dot. */
const byKey = (form: FormData, name: string) =>
	Object.fromEntries(
		[...form.keys()]
			.filter((field) => field.startsWith(`${name}.`))
			.map((field) => [field.slice(name.length + 1), textOf(form, field)])
	);

export const actions: Actions = {
	default: async ({ request, params, url, locals: { db, actor, locale } }) => {
		const form = await request.formData();
		const typed = {
			title: textOf(form, 'title'),
			labels: byKey(form, 'label'),
			units: byKey(form, 'unit')
		};
		const language = languageOf(url, locale);
		const change = {
			code: params['code']!,
			locale: language,
			typed,
			expected: textOf(form, 'hash')
		};
		const { refused } = await orRefusedForm(translateMeasure(db, actor, change), typed);
		if (refused) return refused;
		redirect(303, `${url.pathname}?in=${language}&saved`);
	}
};
