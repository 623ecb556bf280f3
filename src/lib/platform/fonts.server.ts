import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const fontFile = (name: string, file: string) =>
	join(dirname(require.resolve(`@expo-google-fonts/${name}/package.json`)), file);

/** The fonts in which the server itself writes: every language of ours, in two weights, and signs. */
export const fontFiles: readonly string[] = [
	fontFile('noto-sans', '400Regular/NotoSans_400Regular.ttf'),
	fontFile('noto-sans', '700Bold/NotoSans_700Bold.ttf'),
	fontFile('noto-sans-arabic', '400Regular/NotoSansArabic_400Regular.ttf'),
	fontFile('noto-sans-arabic', '700Bold/NotoSansArabic_700Bold.ttf'),
	fontFile('noto-emoji', '400Regular/NotoEmoji_400Regular.ttf')
];
