import { questionTypes } from '../../../questions/registry.ts';

/** Keys of the question types in which people write what they like. */
export const writtenFreely: readonly string[] = questionTypes
	.filter(({ freeText }) => freeText)
	.map(({ key }) => key);
