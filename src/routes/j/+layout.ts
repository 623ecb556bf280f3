// What a phone needs of JavaScript is one small script of our own (lib/formats/live/phone); the framework's is 30 kB.
export const csr = false;
