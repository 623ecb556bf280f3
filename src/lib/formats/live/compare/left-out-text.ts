import { m } from '../../../platform/i18n/paraglide/messages.js';
import type { LeftOut } from './comparison.ts';

/** Why a round or a session is not compared, by its name. */
export const leftOutText: Readonly<Record<LeftOut, (told: { time: string; k: string }) => string>> =
	{
		few: m.livebank_left_few,
		cameOnce: m.livebank_left_came_once,
		otherType: m.livebank_left_other_type,
		otherMeasure: m.livebank_left_other_measure
	};
