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

/** What a count means for the target; null where there is none. */
export function verdict({ least, most }: PeopleTarget, people: number): Verdict | null {
	if (least === null && most === null) return null;
	if (least !== null && people < least) return 'fewer';
	return most !== null && people > most ? 'more' : 'met';
}
export type Verdict = 'met' | 'fewer' | 'more';

/** The same in words; empty where there is no target. */
export function verdictText(target: PeopleTarget, people: number): string {
	const word = verdict(target, people);
	return word ? verdictNames[word]() : '';
}

const verdictNames: Readonly<Record<Verdict, () => string>> = {
	met: m.eventscount_target_met,
	fewer: m.eventscount_target_fewer,
	more: m.eventscount_target_more
};
