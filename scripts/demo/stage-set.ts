import { readFileSync } from 'node:fs';
import { system } from '#lib/access/actor.ts';
import { importCatalogue, previewCatalogue } from '#lib/core/measures/import.server.ts';
import { organisationKey } from '#lib/core/people/organisations/name-key.ts';
import { createOrganisation } from '#lib/core/people/organisations/writes.server.ts';
import type { OrganisationKind } from '#lib/core/people/schema.ts';
import { importPlaces } from '#lib/core/places/import.server.ts';
import type { Demo } from './demo.ts';

/** Those who work on the report. Offices and large providers are named as such; the small ones are made up. */
export const organisations: readonly [string, OrganisationKind][] = [
	['Büro für Integrierte Sozialplanung und Prävention', 'administration'],
	['Amt für soziale Leistungen – Sozialamt', 'administration'],
	['Amt für Jugend und Familie – Jugendamt', 'administration'],
	['Gesundheitsamt', 'administration'],
	['Kommunales Integrationszentrum', 'administration'],
	['Bildungsbüro', 'administration'],
	['Statistikstelle', 'administration'],
	['Umweltamt', 'administration'],
	['Jobcenter', 'administration'],
	['Agentur für Arbeit', 'administration'],
	['AWO Kreisverband', 'provider'],
	['Caritasverband', 'provider'],
	['Diakonie für Bielefeld', 'provider'],
	['DRK Soziale Dienste', 'provider'],
	['Der Paritätische', 'provider'],
	['Stadtteilzentrum Baumheide', 'provider'],
	['Nachbarschaftshaus Ostmannturm', 'provider'],
	['Frauenberatung Mitte', 'provider'],
	['Schuldnerhilfe Ostwestfalen', 'provider'],
	['Jugendhaus Kamphof', 'provider'],
	['Mieterverein Teutoburger Land', 'association'],
	['Seniorenrat', 'association'],
	['Sportfreunde Kesselbrink', 'association'],
	['Initiative Grüner Treppenplatz', 'initiative'],
	['Runder Tisch Sieker', 'initiative'],
	['Grundschule am Kupferhammer', 'school']
];

/** Places, the plan's measures and the organisations. */
export async function buildStageSet(demo: Demo): Promise<void> {
	await places(demo);
	await measures(demo);
	for (const [name, kind] of organisations) await organisation(demo, name, kind);
}

async function places({ db }: Demo): Promise<void> {
	const result = await importPlaces(db, system, readFileSync('demo/places.json', 'utf8'), null);
	if ('problems' in result) throw new Error(`demo/places.json: ${JSON.stringify(result.problems)}`);
}

async function measures({ db }: Demo): Promise<void> {
	const file = { text: readFileSync('demo/measures.json', 'utf8'), placeId: 'bielefeld' };
	const preview = await previewCatalogue(db, system, file);
	if ('errors' in preview) throw new Error(`demo/measures.json: ${JSON.stringify(preview.errors)}`);
	await importCatalogue(db, system, file, preview.hash);
}

async function organisation({ db, means }: Demo, name: string, kind: OrganisationKind) {
	const known = await findOrganisation({ db }, name);
	if (!known) await createOrganisation(means, system, { name, kind, placeId: 'bielefeld' });
}

export async function findOrganisation({ db }: Pick<Demo, 'db'>, name: string) {
	return db
		.selectFrom('organisations')
		.select('id')
		.where('nameKey', '=', organisationKey(name))
		.executeTakeFirst();
}
