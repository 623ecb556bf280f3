import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const file = parse(readFileSync('publiccode.yml', 'utf8')) as Record<string, unknown>;
const own = JSON.parse(readFileSync('package.json', 'utf8')) as {
	version: string;
	license: string;
};

// https://yml.publiccode.tools, core: what is mandatory, and of the vocabularies what fits a house like this.
const categories = [
	'collaboration',
	'data-analytics',
	'data-collection',
	'data-visualization',
	'digital-citizenship',
	'event-management',
	'feedback-and-reviews-management',
	'geographic-information-systems',
	'online-community',
	'survey'
] as const;
const scopes = [
	'culture',
	'education',
	'local-authorities',
	'society',
	'sport',
	'welfare'
] as const;

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const description = z.looseObject({
	genericName: z.string().max(35).optional(),
	shortDescription: z.string().trim().max(150),
	longDescription: z.string().min(150).max(10_000),
	features: z.array(z.string()).min(1),
	screenshots: z.array(z.string().refine((path) => existsSync(path), 'is not in the repository'))
});
const core = z.looseObject({
	publiccodeYmlVersion: z.enum(['0.4', '0.5']),
	name: z.string(),
	url: z.url(),
	softwareVersion: z.literal(own.version),
	releaseDate: day,
	platforms: z.array(z.enum(['web', 'windows', 'mac', 'linux', 'ios', 'android'])).min(1),
	categories: z.array(z.enum(categories)).min(1),
	developmentStatus: z.enum(['concept', 'development', 'beta', 'stable', 'obsolete']),
	softwareType: z.literal('standalone/web'),
	intendedAudience: z.looseObject({ scope: z.array(z.enum(scopes)) }),
	description: z.record(z.string(), description),
	legal: z.looseObject({ license: z.literal(own.license) }),
	maintenance: z.looseObject({
		type: z.enum(['internal', 'community']),
		contacts: z.array(z.looseObject({ name: z.string().min(1) })).min(1)
	}),
	localisation: z.looseObject({
		localisationReady: z.literal(true),
		availableLanguages: z.array(z.string())
	}),
	dependsOn: z.looseObject({
		open: z.array(z.looseObject({ name: z.string(), versionMin: z.string().optional() }))
	})
});

test('publiccode.yml has what catalogues of public software ask for, in their words', () => {
	expect(core.safeParse(file).error?.issues ?? []).toEqual([]);
});

test('it names the languages that there are', () => {
	const there = readdirSync('src/lib/platform/i18n/messages/shell').map((name) =>
		name.replace('.json', '')
	);
	const { availableLanguages } = core.parse(file).localisation;
	expect([...availableLanguages].sort()).toEqual(there.sort());
});
