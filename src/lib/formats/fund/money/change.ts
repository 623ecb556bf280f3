import { z } from 'zod';
import { Refusal } from '../../../platform/errors.ts';
import { neededShare } from '../apply/sums.ts';
import { isCompetent, type FundRules } from '../round/rules.ts';
import { mostCents } from '../../../platform/money.ts';
import { bodies, type Body } from '../states.ts';
import { day, said } from './money-input.ts';

const cents = z.int('amount_invalid').min(0, 'amount_negative').max(mostCents, 'amount_too_large');

/** What an applicant asks to be different (Änderungsantrag). Issue messages are reason codes. */
export const changeSchema = z.object({
	/** New last day of the project; null: as it is. */
	endsOn: day.nullable(),
	/** New grant, in cents; null: as it is. */
	grantedCents: cents.nullable(),
	/** New sums of cost lines, in cents; those that stay are left out. */
	lines: z.array(z.object({ lineId: z.uuid('line_unknown'), cents })).max(200, 'too_many'),
	reason: said
});
export type ChangeInput = z.infer<typeof changeSchema>;
export type ChangeContent = Omit<ChangeInput, 'reason'>;

/** The project as it is now. Sums in cents. */
export type Present = Readonly<{
	startsOn: string | null;
	endsOn: string | null;
	/** At the submission: it says who decides. */
	askedCents: number;
	grantedCents: number;
	/** What comes from elsewhere than the pot, as far as the rules count it. */
	shareCents: number;
	/** Called or paid: the grant cannot fall below. */
	spokenForCents: number;
	costs: readonly Readonly<{ id: string; grantedCents: number }>[];
	rules: FundRules;
}>;

const aDay = 86_400_000;

/**
 * The change without what stays as it is. What it does to the costs, it does to the grant: nothing is granted that no
 * line needs, and no line grows that nobody pays.
 * @param today YYYY-MM-DD
 * @throws Refusal nothing_changes, line_unknown, plan_does_not_add_up, below_called, above_ceiling, ends_in_past,
 *   share_too_small, ends_before_start, project_too_long (422)
 */
export function checkedChange(
	wanted: ChangeContent,
	present: Present,
	today: string
): ChangeContent {
	const change = {
		endsOn: wanted.endsOn === present.endsOn ? null : wanted.endsOn,
		grantedCents: wanted.grantedCents === present.grantedCents ? null : wanted.grantedCents,
		lines: wanted.lines.filter(({ lineId, cents }) => cents !== costOf(present, lineId))
	};
	if (change.endsOn === null && change.grantedCents === null && change.lines.length === 0)
		throw new Refusal('invalid', 'nothing_changes');
	if (change.endsOn !== null) refuseEnd(change.endsOn, present, today);
	refuseSums(change, present);
	return change;
}

function costOf({ costs }: Present, lineId: string): number {
	const line = costs.find(({ id }) => id === lineId);
	if (!line) throw refusal('lines', 'line_unknown');
	return line.grantedCents;
}

function refuseEnd(endsOn: string, { startsOn, rules }: Present, today: string): void {
	if (endsOn < today) throw refusal('endsOn', 'ends_in_past');
	if (startsOn === null) return;
	if (endsOn < startsOn) throw refusal('endsOn', 'ends_before_start');
	const days = (Date.parse(endsOn) - Date.parse(startsOn)) / aDay + 1;
	if (rules.longestDays !== null && days > rules.longestDays)
		throw refusal('endsOn', 'project_too_long');
}

function refuseSums({ grantedCents, lines }: ChangeContent, present: Present): void {
	const more = (grantedCents ?? present.grantedCents) - present.grantedCents;
	const moreCosts = lines.reduce((sum, one) => sum + one.cents - costOf(present, one.lineId), 0);
	if (new Set(lines.map(({ lineId }) => lineId)).size < lines.length)
		throw refusal('lines', 'line_unknown');
	if (moreCosts !== more) throw refusal('lines', 'plan_does_not_add_up');
	if (present.grantedCents + more < present.spokenForCents)
		throw refusal('grantedCents', 'below_called');
	const { ceilingCents, ownSharePercent } = present.rules;
	if (more > 0 && ceilingCents !== null && present.grantedCents + more > ceilingCents)
		throw refusal('grantedCents', 'above_ceiling');
	if (more > 0 && present.shareCents < neededShare(totalOf(present) + more, ownSharePercent))
		throw refusal('grantedCents', 'share_too_small');
}

const totalOf = ({ costs }: Present): number =>
	costs.reduce((sum, { grantedCents }) => sum + grantedCents, 0);

const refusal = (field: string, reason: string) =>
	new Refusal('invalid', reason, { [field]: reason });

/**
 * Who may grant this change, from the lowest body up. Less money, or other lines, is the office's; more is decided by who
 * would decide about the whole sum, and never by a lower body than what was asked for needed.
 */
export function decidersOf(grantedCents: number, present: Present): Body[] {
	if (grantedCents <= present.grantedCents) return ['office'];
	const decided = Math.max(grantedCents, present.askedCents);
	return bodies.filter((body) => isCompetent(present.rules, body, decided));
}

/**
 * @param body who decided; of another body than the office, the minutes or council paper says so
 * @throws Refusal jury_must_decide, body_not_competent (409), paper_missing (422)
 */
export function demandDecider(
	grantedCents: number,
	present: Present,
	{ body, paper }: Readonly<{ body: Body; paper: string }>
): void {
	const reason = body === 'office' ? 'jury_must_decide' : 'body_not_competent';
	if (!decidersOf(grantedCents, present).includes(body)) throw new Refusal('conflict', reason);
	if (body !== 'office' && paper === '') throw refusal('paper', 'paper_missing');
}
