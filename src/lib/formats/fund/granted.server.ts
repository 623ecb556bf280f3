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

/** A group that gave the name of the person behind it as its own, be it now or in something that was kept of it. */
export const namesPerson = (kind: RawBuilder<unknown>, name: RawBuilder<unknown>) =>
	sql<boolean>`(${kind} = 'group' and exists (
	select from fund_contacts c where c.application_id = a.id
		and ${alike(sql`c.name`)} = ${alike(name)}))`;

const alike = (name: RawBuilder<unknown>) =>
	sql`lower(regexp_replace(trim(${name}), '\\s+', ' ', 'g'))`;

export const namesItsPerson = namesPerson(sql`a.applicant_kind`, sql`a.applicant_name`);

/** Empty where it would name a person. */
export const publicApplicantName: RawBuilder<string> = sql<string>`case when ${namesItsPerson} then '' else a.applicant_name end`;
