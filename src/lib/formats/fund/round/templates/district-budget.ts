import { usualRules } from '../rules.ts';
import type { Template } from './index.ts';
import { texts } from './words.ts';

/** Money of the district work itself: little paper, the office decides nearly everything. */
export const districtBudget: Template = {
	key: 'district-budget',
	title: texts(
		'Budget der Stadtteilarbeit',
		'Budget of the district work',
		'Geld der Stadtteil-Arbeit',
		'ميزانية العمل في الحي'
	),
	purpose: texts(
		'Für kleine Ausgaben im Stadtteil, über die das Fonds-Büro schnell entscheidet. Ohne Eigenanteil.',
		'For small expenses in the district that the fund office decides on quickly. Without a share of one’s own.',
		'Für kleine Ausgaben im Stadtteil. Das Fonds-Büro entscheidet schnell. Sie brauchen kein eigenes Geld.',
		'للنفقات الصغيرة في الحي، ويقرر مكتب الصندوق بسرعة. من دون مساهمة ذاتية.'
	),
	intro: texts(
		'Für Feste, Material und kleine Anschaffungen im Stadtteil.',
		'For festivities, material and small purchases in the district.',
		'Geld für Feste, für Material und für kleine Sachen im Stadtteil.',
		'للحفلات والمواد والمشتريات الصغيرة في الحي.'
	),
	rules: {
		...usualRules,
		ceilingCents: 100_000,
		ownSharePercent: 0,
		inKind: { counted: false, hourCents: 0 },
		leadDays: 7,
		competences: [
			{ body: 'office', upToCents: 50_000 },
			{ body: 'committee', upToCents: null }
		],
		proofDays: 30
	}
};
