import { Refusal } from '../../platform/errors.ts';
import { queueStates, type Decision, type QueueState } from './contract.ts';
import type { Chosen } from './decide.server.ts';
import { isHidingReason } from './reasons.ts';

/** How a contribution is named in a form, as it was seen: `ideas/idea/<id>/waiting/<shown>`. */
export const itemKey = ({ format, kind, id, state, shown }: Chosen): string =>
	[format, kind, id, state, shown].join('/');

/** @throws Refusal item_missing, reason_missing, input_invalid */
export function decisionFromForm(form: FormData): { items: Chosen[]; decision: Decision } {
	const items = form.getAll('item').map((key) => itemOf(String(key)));
	if (items.length === 0) throw new Refusal('invalid', 'item_missing', { item: 'item_missing' });
	return { items, decision: decisionOf(form) };
}

const digits = /^[0-9a-f]{32}$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function itemOf(key: string): Chosen {
	const [format = '', kind = '', id = '', state = '', shown = ''] = key.split('/');
	if (!uuid.test(id) || !isState(state) || !digits.test(shown)) {
		throw new Refusal('invalid', 'input_invalid');
	}
	return { format, kind, id, state, shown };
}

const isState = (text: string): text is QueueState =>
	(queueStates as readonly string[]).includes(text);

function decisionOf(form: FormData): Decision {
	const [verb, given] = String(form.get('do') ?? '').split('/');
	switch (verb) {
		case 'publish':
		case 'show':
			return { verb };
		case 'hide': {
			const reason = given ?? String(form.get('reason') ?? '');
			if (!isHidingReason(reason)) {
				throw new Refusal('invalid', 'reason_missing', { reason: 'reason_missing' });
			}
			return { verb, reason };
		}
		case 'label': {
			const labelId = String(form.get('label') ?? '');
			if (!uuid.test(labelId)) throw new Refusal('invalid', 'input_invalid');
			return { verb, labelId };
		}
		default:
			throw new Refusal('invalid', 'input_invalid');
	}
}
