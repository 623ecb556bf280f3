import { usualRules } from '../rules.ts';
import type { Template } from './index.ts';
import { texts, usualCriteria } from './words.ts';

/** Small grants for those who take part for the first time. */
export const participationFund: Template = {
	key: 'participation-fund',
	title: texts('Teilhabefonds', 'Participation fund', 'Teilhabe-Fonds', 'صندوق المشاركة'),
	purpose: texts(
		'Kleine Förderung für Gruppen, Vereine und Träger. Eine Jury aus dem Quartier entscheidet, große Summen entscheidet der Ausschuss.',
		'Small grants for groups, associations and providers. A jury of the neighbourhood decides, large sums go to the committee.',
		'Geld für Gruppen, Vereine und Träger. Menschen aus dem Quartier entscheiden. Über viel Geld entscheidet der Ausschuss.',
		'منح صغيرة للمجموعات والجمعيات والمؤسسات. تقرر لجنة تحكيم من الحي، وتقرر اللجنة البلدية في المبالغ الكبيرة.'
	),
	intro: texts(
		'Sie haben eine Idee für Ihr Quartier? Der Teilhabefonds hilft mit Geld, auch Gruppen ohne Verein.',
		'You have an idea for your neighbourhood? The participation fund helps with money, also groups that are no association.',
		'Sie haben eine Idee für Ihr Quartier? Wir helfen mit Geld. Auch Gruppen ohne Verein können Geld bekommen.',
		'لديكم فكرة لحيّكم؟ يساعدكم صندوق المشاركة بالمال، حتى المجموعات التي ليست جمعية.'
	),
	rules: {
		...usualRules,
		competences: [
			{ body: 'office', upToCents: 50_000 },
			{ body: 'jury', upToCents: 250_000 },
			{ body: 'committee', upToCents: null }
		],
		ceilingCents: 500_000,
		criteria: [...usualCriteria]
	}
};
