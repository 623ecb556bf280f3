import { z } from 'zod';
import { roles } from '../../access/actor.ts';
import { locales } from '../../platform/i18n/paraglide/runtime.js';

export const organisationKinds = [
	'administration',
	'provider',
	'association',
	'initiative',
	'school',
	'company',
	'other'
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** One line of text without control characters, 1 to `max` characters. */
const line = (max: number) =>
	z
		.string({ error: 'missing' })
		.transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
		.pipe(
			z
				.string()
				.min(1, 'missing')
				.max(max, 'too_long')
				.regex(/^\P{Cc}*$/u, 'not_printable')
		);

/** Addresses are compared in lower case, as every mail provider of our time does. */
export const emailSchema = z
	.string({ error: 'missing' })
	.trim()
	.toLowerCase()
	.min(1, 'missing')
	.max(254, 'too_long')
	.pipe(z.email('not_an_email'));

export const nameSchema = line(120);

const role = z.enum(roles, 'unknown_choice');
const membershipRole = z.enum(['member', 'manager'], 'unknown_choice');

export const invitationSchema = z.object({
	email: emailSchema,
	name: nameSchema,
	locale: z.enum(locales, 'unknown_choice'),
	grants: z.array(z.object({ role, placeId: z.string().min(1, 'missing') })).max(20),
	membership: z.object({ organisationId: z.uuid('missing'), role: membershipRole }).optional()
});
export type Invitation = z.infer<typeof invitationSchema>;

/** Somebody whom a manager asks into the own organisation. */
export const newMemberSchema = invitationSchema
	.pick({ email: true, name: true, locale: true })
	.extend({ role: membershipRole });

export const grantSchema = z.object({
	accountId: z.uuid(),
	role,
	placeId: z.string({ error: 'missing' }).min(1, 'missing')
});

export const membershipSchema = z.object({
	accountId: z.uuid(),
	organisationId: z.uuid('missing'),
	role: membershipRole
});

export const organisationSchema = z.object({
	name: line(200),
	kind: z.enum(organisationKinds, 'unknown_choice'),
	placeId: z
		.string()
		.transform((text) => text || null)
		.nullable()
});

export const profileSchema = z.object({
	name: nameSchema,
	locale: z.enum(locales, 'unknown_choice')
});
