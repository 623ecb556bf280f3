import { sql, type RawBuilder } from 'kysely';
import { publicStates } from './funded/stages.ts';

/**
 * What a grant is, for everybody who counts or shows them; `a` is the row of an application. All of it is SQL of ours
 * without a value from outside.
 */

/** It was revoked, whatever has become of it since: money that was paid may still be demanded back. */
export const wasRevoked: RawBuilder<boolean> = sql<boolean>`(a.state = 'revoked' or exists (
	select from fund_steps s where s.application_id = a.id and s.step = 'revoke'))`;

/** Granted, and the applicant was told. */
export const wasGranted: RawBuilder<boolean> = sql<boolean>`(a.outcome in ('granted', 'conditions') and (
	a.state in (${sql.join([...publicStates, 'revoked'].map((state) => sql.lit(state)))})
	or (a.state in ('withdrawn', 'lapsed') and a.notified_on is not null)))`;

/** Granted, told and not given up before money was paid. Revoked ones are among them. */
export const wasFunded: RawBuilder<boolean> = sql<boolean>`(${wasGranted} and a.state not in ('withdrawn', 'lapsed'))`;

/** A group that gave the name of the person behind it as its own. */
export const namesItsPerson: RawBuilder<boolean> = sql<boolean>`(a.applicant_kind = 'group' and exists (
	select from fund_contacts c where c.application_id = a.id
		and lower(regexp_replace(trim(c.name), '\\s+', ' ', 'g')) = lower(regexp_replace(trim(a.applicant_name), '\\s+', ' ', 'g'))))`;

/** Empty where it would name a person. */
export const publicApplicantName: RawBuilder<string> = sql<string>`case when ${namesItsPerson} then '' else a.applicant_name end`;
