import { m } from '../../../platform/i18n/paraglide/messages.js';

/** How many people an event is meant to reach; null: nobody said. */
export type PeopleTarget = Readonly<{ least: number | null; most: number | null }>;

/** "Ziel: 30 bis 50 Menschen"; empty where nobody said one. */
export function targetText({ least, most }: PeopleTarget): string {
	if (least !== null && most !== null)
		return least === most
			? m.eventscount_target_exactly({ count: least })
			: m.eventscount_target_between({ least, most });
	if (least !== null) return m.eventscount_target_least({ count: least });
	return most === null ? '' : m.eventscount_target_most({ count: most });
}

/** What a count means for the target, in words; empty where there is none. */
export function verdictText({ least, most }: PeopleTarget, people: number): string {
	if (least === null && most === null) return '';
	if (least !== null && people < least) return m.eventscount_target_fewer();
	if (most !== null && people > most) return m.eventscount_target_more();
	return m.eventscount_target_met();
}
