import { sql } from 'kysely';
import { system } from '../../../access/actor.ts';
import type { Db } from '../../../platform/db/database.server.ts';
import { log } from '../../../platform/log.ts';
import type { At } from '../at.ts';
import type { AtDate } from '../door/door.server.ts';
import { collectReaders, forgetUnasked } from './collect.server.ts';
import { closeFollowUp, openFollowUp, remindOfFollowUp } from './run-followup.server.ts';

type Step = 'open' | 'remind' | 'close';
const steps: Readonly<Record<Step, (db: Db, on: AtDate, at: At) => Promise<void>>> = {
	open: (db, on, at) => openFollowUp(db, system, on, at),
	remind: (db, on, at) => remindOfFollowUp(db, system, on, at),
	close: (db, on, { now }) => closeFollowUp(db, system, on, now)
};

/** What is due of all follow-ups: addresses are copied, or forgotten where nobody will be asked, people asked and reminded, and it ends. One that fails does not hold up the others. */
export async function tidyFollowUps(db: Db, at: At): Promise<void> {
	await collectReaders(db, at.now);
	await forgetUnasked(db, at.now);
	for (const { step, ...on } of await due(db, at.now)) {
		try {
			await steps[step](db, on, at);
		} catch (error) {
			log.error({ date: on.dateId, err: error }, 'housekeeping of a follow-up failed');
		}
	}
}

/** One step each at a time. What took place, took place, also where the rest was called off. Nobody is asked about a date of which nobody said that it took place. */
async function due(db: Db, now: Date): Promise<(AtDate & { step: Step })[]> {
	const { rows } = await sql<AtDate & { step: Step }>`
		select d.event_id as "eventId", f.date_id as "dateId", step.step
		from event_followups f join event_dates d on d.id = f.date_id join events e on e.id = d.event_id
			join activities y on y.id = e.activity_id
			cross join lateral (select case
				when f.state = 'planned' and f.collected and d.state = 'held' and e.state in ('approved', 'cancelled')
					and d.ends_at + make_interval(days => f.after_days) <= ${now}
					and exists (select from event_followup_questions q where q.date_id = f.date_id) then 'open'
				when f.state = 'open' and f.opened_at + make_interval(days => f.open_days) <= ${now} then 'close'
				when f.state = 'open' and not f.reminded and d.state = 'held'
					and f.opened_at + make_interval(days => f.remind_days) <= ${now} then 'remind'
			end as step) step
		where f.state <> 'closed' and y.status <> 'archived' and step.step is not null
		order by f.date_id`.execute(db);
	return rows;
}
