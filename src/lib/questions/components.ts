import type { Component } from 'svelte';
import type { AskedProps, EditorProps, InputProps, ResultProps } from './contract.ts';

type Loaded<Props extends object> = Record<string, { default: Component<Props> }>;

/**
 * The components of each type, found by folder, so that the registry stays readable for plain Node.
 * Their props are typed by each type; here the config is what the registry says it is.
 */
const inputs: Loaded<InputProps<unknown, unknown>> = import.meta.glob('./*/Input.svelte', {
	eager: true
});
const results: Loaded<ResultProps<unknown>> = import.meta.glob('./*/Result.svelte', {
	eager: true
});
const editors: Loaded<EditorProps> = import.meta.glob('./*/Editor.svelte', { eager: true });

const asked: Loaded<AskedProps<unknown>> = import.meta.glob('./*/Asked.svelte', { eager: true });

const at = <Props extends object>(loaded: Loaded<Props>, key: string, file: string) => {
	const found = loaded[`./${key}/${file}.svelte`];
	if (!found) throw new Error(`question type ${key} has no ${file}.svelte`);
	return found.default;
};

/** @throws Error when there is no such question type */
export const inputOf = (key: string) => at(inputs, key, 'Input');
/** @throws Error when there is no such question type */
export const resultOf = (key: string) => at(results, key, 'Result');
/** @throws Error when there is no such question type */
export const editorOf = (key: string) => at(editors, key, 'Editor');
/** What a stage shows of a question while people answer; undefined: the names of its options are all there is. */
export const askedOf = (key: string): Component<AskedProps<unknown>> | undefined =>
	asked[`./${key}/Asked.svelte`]?.default;
