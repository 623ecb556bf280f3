import type { CategoryIcon } from '#lib/formats/ideas/categories.ts';
import type { Voice } from './idea-voices.ts';

/** A project that grew out of ideas. */
export type ProjectVoice = Voice & { carrier: string; initiatedBy: 'residents' | 'professionals' };

const project = (
	category: CategoryIcon,
	title: string,
	carrier: string,
	status: 'started' | 'done' | 'planned',
	at: Voice['at'],
	said: number,
	initiatedBy: ProjectVoice['initiatedBy'] = 'residents'
): ProjectVoice => ({
	category: 'people',
	title,
	at,
	carrier,
	initiatedBy,
	supports: 3 + (said % 11),
	answer: { status, reason: 'Daraus ist ein Projekt geworden.', office: 'Büro 540' },
	said
});

/** Ideas workshop "environment and quarter", carried out under service and funding agreements. */
export const environment: readonly ProjectVoice[] = [
	project(
		'tree',
		'Hochbeete am Stadtteilzentrum',
		'Stadtteilzentrum Baumheide',
		'done',
		'bielefeld-baumheide',
		240
	),
	project(
		'tree',
		'Tauschregal im Treppenhaus',
		'Nachbarschaftshaus Ostmannturm',
		'started',
		'bielefeld-ostmannturmviertel',
		210
	),
	project(
		'tree',
		'Repair-Café auf Rädern',
		'AWO Kreisverband',
		'started',
		'bielefeld-sieker',
		190,
		'professionals'
	),
	project(
		'tree',
		'Bienenwiese hinter der Schule',
		'Jugendhaus Kamphof',
		'started',
		'bielefeld-kamphof',
		170
	),
	project(
		'tree',
		'Lastenrad zum Ausleihen',
		'Diakonie für Bielefeld',
		'started',
		'bielefeld-oberlohmannshof',
		150,
		'professionals'
	),
	project(
		'tree',
		'Klima-Spaziergang',
		'Caritasverband',
		'done',
		'bielefeld-innenstadt',
		140,
		'professionals'
	),
	project(
		'tree',
		'Regenwasser für den Garten',
		'Stadtteilzentrum Baumheide',
		'planned',
		'bielefeld-baumheide',
		60
	)
];

/** Where people with and without disabilities meet. */
export const encounters: readonly ProjectVoice[] = [
	project(
		'people',
		'Gemeinsame Kochgruppe',
		'Der Paritätische',
		'started',
		'bielefeld-innenstadt',
		180
	),
	project(
		'people',
		'Rollstuhl-Basketball für alle',
		'Sportfreunde Kesselbrink',
		'started',
		'bielefeld-kesselbrink',
		130
	),
	project(
		'people',
		'Tandem-Stadtrundgang',
		'DRK Soziale Dienste',
		'done',
		'bielefeld-innenstadt',
		110
	),
	project(
		'people',
		'Theater ohne Worte',
		'Nachbarschaftshaus Ostmannturm',
		'planned',
		'bielefeld-ostmannturmviertel',
		40
	)
];
