import { usualRules } from '../rules.ts';
import type { Template } from './index.ts';
import { texts, usualCriteria } from './words.ts';

/** As in Norderstedt: the same sum for every social space and year, decided by the network itself. */
export const networkMoney: Template = {
	key: 'network-money',
	title: texts(
		'Netzwerkmittel je Sozialraum',
		'Network money of the social space',
		'Geld für das Netzwerk im Sozialraum',
		'أموال الشبكة لكل منطقة اجتماعية'
	),
	purpose: texts(
		'Jeder Sozialraum hat im Jahr die gleiche Summe, zum Beispiel 21.840 €. Das Netzwerk vor Ort entscheidet, Anträge sind das ganze Jahr möglich.',
		'Each social space has the same sum a year, for example €21,840. The local network decides, applications are possible all year.',
		'Jeder Sozialraum bekommt im Jahr gleich viel Geld. Zum Beispiel 21.840 €. Das Netzwerk entscheidet. Anträge gehen das ganze Jahr.',
		'لكل منطقة اجتماعية المبلغ نفسه كل سنة، مثلاً 21.840 يورو. تقرر الشبكة المحلية، ويمكن تقديم الطلبات طوال العام.'
	),
	intro: texts(
		'Mit den Netzwerkmitteln unterstützen wir Vorhaben, die Menschen und Einrichtungen im Sozialraum zusammenbringen.',
		'With the network money we support projects that bring together people and institutions of the social space.',
		'Wir geben Geld für gute Ideen. Die Ideen bringen Menschen im Sozialraum zusammen.',
		'ندعم بأموال الشبكة المشاريع التي تجمع الناس والمؤسسات في المنطقة الاجتماعية.'
	),
	rules: {
		...usualRules,
		ceilingCents: 300_000,
		ownSharePercent: 0,
		competences: [
			{ body: 'office', upToCents: 30_000 },
			{ body: 'jury', upToCents: null }
		],
		criteria: [...usualCriteria]
	}
};
