import type { Translated } from '../../../../platform/i18n/translated.ts';
import type { Criterion } from '../rules.ts';

/** The four wordings of one text, in the order of the content languages. */
export const texts = (de: string, en: string, simple: string, ar: string): Translated => ({
	de,
	en,
	'de-simple': simple,
	ar
});

const criterion = (key: string, name: Translated, weight = 1): Criterion => ({
	key,
	name,
	most: 5,
	weight
});

/** What juries of neighbourhood funds usually look at. */
export const usualCriteria: readonly Criterion[] = [
	criterion(
		'nutzen',
		texts(
			'Nutzen für das Quartier',
			'Benefit for the neighbourhood',
			'Gut für das Quartier',
			'الفائدة للحي'
		),
		2
	),
	criterion(
		'beteiligung',
		texts(
			'Menschen aus dem Quartier machen mit',
			'People of the neighbourhood take part',
			'Menschen aus dem Quartier machen mit',
			'مشاركة سكان الحي'
		),
		2
	),
	criterion(
		'vernetzung',
		texts(
			'Zusammenarbeit mit anderen',
			'Working with others',
			'Arbeit mit anderen',
			'التعاون مع الآخرين'
		)
	),
	criterion(
		'kosten',
		texts(
			'Kosten passen zum Vorhaben',
			'Costs fit the project',
			'Die Kosten passen',
			'التكاليف مناسبة للمشروع'
		)
	)
];
