import { dayText } from '../../platform/i18n/dates.ts';
import { m } from '../../platform/i18n/paraglide/messages.js';

type Entry = Readonly<{ actorKind: string; displayName: string | null; at: Date }>;

/** Who did it, as an entry of the audit trail says it to staff. */
export function actorText({ actorKind, displayName }: Pick<Entry, 'actorKind' | 'displayName'>) {
	switch (actorKind) {
		case 'controlLink':
			return m.activities_history_second_phone();
		case 'system':
			return m.activities_history_system();
		case 'resident':
			return m.activities_history_resident();
		default:
			return displayName ?? m.activities_history_former();
	}
}

/** When it was done; of what residents did only the day is known. */
export const timeOfEntry = (
	{ actorKind, at }: Pick<Entry, 'actorKind' | 'at'>,
	momentText: (at: Date) => string
): string => (actorKind === 'resident' ? dayText(at) : momentText(at));
