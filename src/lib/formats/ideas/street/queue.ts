import { openOnDevice, type KeptOnDevice } from '../../../ui/kept-on-device.ts';

/** An idea on its way: closed for everybody but the server, this phone included. */
export type Kept = Readonly<{ clientKey: string; activityId: string; sealed: string }>;

export type Queue = Pick<KeptOnDevice<Kept>, 'keep' | 'forget' | 'wipe'> &
	Readonly<{
		/** Of one map, oldest first. */
		waiting(activityId: string): Promise<Kept[]>;
	}>;

/** The ideas that this phone still has to send. */
export async function openQueue(): Promise<Queue> {
	const kept = await openOnDevice<Kept>('palaver-street', 'ideas');
	return {
		...kept,
		waiting: async (activityId) =>
			(await kept.all()).filter((item) => item.activityId === activityId)
	};
}
