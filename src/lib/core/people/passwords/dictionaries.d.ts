declare module '@zxcvbn-ts/language-de/dist/*.json.js' {
	const words: string[];
	export default words;
}
