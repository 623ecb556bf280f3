import { questionType } from '../../../questions/registry.ts';
import type { LiveQuestion } from '../snapshot.ts';

/** How the phone's script reads the form of a type: as its own `answerFromForm` does. */
export function answerShape({ type, config }: LiveQuestion): 'list' | 'number' | 'text' | 'parts' {
	const probe = new FormData();
	probe.set('answer', '1');
	const read = questionType(type).answerFromForm(config, probe);
	if (Array.isArray(read)) return 'list';
	if (typeof read === 'object' && read !== null) return 'parts';
	return typeof read === 'number' ? 'number' : 'text';
}
