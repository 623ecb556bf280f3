import type { Locale } from '../../../platform/i18n/paraglide/runtime.js';
import type { PdfBlock } from '../../../platform/pdf/document.ts';
import type { PaperForm } from '../../../questions/contract.ts';

/** A question's form on paper, below its prompt. */
export function paperFormBlocks(form: PaperForm, locale: Locale): PdfBlock[] {
	return [{ kind: 'small', text: form.rule, locale }, ...fields(form, locale)];
}

function fields(form: PaperForm, locale: Locale): PdfBlock[] {
	switch (form.kind) {
		case 'boxes':
			return [ticks('box', form.boxes.map(boxText), locale)];
		case 'row':
			return [
				{ kind: 'tickRow', items: form.values.map(({ label }) => label), locale },
				{
					kind: 'small',
					text: `${form.values[0]!.label} = ${form.low} · ${form.values.at(-1)!.label} = ${form.high}`,
					locale
				},
				...(form.beside.length > 0
					? [
							ticks(
								'box',
								form.beside.map(({ label }) => label),
								locale
							)
						]
					: [])
			];
		case 'lines':
			return [{ kind: 'lines', count: form.count, locale }];
		case 'grid':
			return [
				{
					kind: 'table',
					widths: [3, ...form.columns.map(() => 1)],
					head: ['', ...form.columns],
					tall: true,
					rows: form.rows.map((row) => [{ text: row }, ...form.columns.map(() => ({ text: '☐' }))]),
					locale
				}
			];
		case 'numbers':
			return [ticks('blank', form.items, locale)];
		case 'none':
			return [];
	}
}

const boxText = ({ label, cost }: { label: string; cost?: string }) =>
	cost === undefined ? label : `${label} (${cost})`;

const ticks = (mark: 'box' | 'blank', items: readonly string[], locale: Locale): PdfBlock => ({
	kind: 'tick',
	mark,
	items: items.map((text) => ({ text })),
	locale
});
