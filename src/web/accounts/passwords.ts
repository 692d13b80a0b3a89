/**
 * Whether a password is among the first that somebody would try (NIST SP 800-63B, 3.1.1.2). Lists of common passwords hold
 * few of twelve characters; those that there are, are made of common words, runs of keys, repetition, or what is known
 * of their person: these are found by what they are made of.
 */

/** The words of the commonest passwords, and of this place. */
const WORDS: ReadonlySet<string> = new Set(
  `abc access account admin administrator adobe amanda andrea andrew angel apple arsenal ashley asdf asdfgh asshole august
  autumn azerty bailey banana baseball basketball batman biteme blink butterfly buster changeme charlie cheese chelsea
  chocolate chris computer cookie daniel december default demo diamond donald dragon editor facebook family february
  flower football freedom friday friends fuckyou george ginger google guest hannah harley hearsay hello hockey hunter
  iloveyou internet january jennifer jessica jesus jordan joshua july june justin killer letmein linkedin liverpool login
  london love loveme lovely maggie manager march master matrix matthew mercedes michael michelle monday monkey mustang mynoob
  naruto newspaper newsroom news nicole november ninja nothing october pass passme passw passwd password passwort pepper
  photoshop please pokemon press princess public purple qazwsx qwe qwer qwert qwerty qwertyuiop qwertz robert root samsung
  samuel saturday secret september server shadow silver snoopy soccer spider spring starwars summer sunday sunshine superman
  system taylor temp tennis test thomas thursday tigger trustno tuesday user username wednesday welcome whatever william
  winter writer yellow zaq zaqwsx zxc zxcvbn zxcvbnm`.split(/\s+/),
);

/** Rows of keys and letters, in which a run is a run. */
const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
];

const SUBSTITUTES: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** The fewest characters that have to be left without what is known of somebody. */
const LEAST_OWN = 8;

/**
 * What makes a password easy to guess, as the end of a sentence; null for one that isn't known to be.
 * @param known of its person: name and e-mail address
 */
export function findWeakness(password: string, known: readonly string[]): string | null {
  const text = password.toLowerCase();
  if (new Set(text).size < 5 || isRepeated(text)) return 'it repeats itself';
  if (isRun(text)) return 'it follows the keys or the alphabet';
  const own = known.flatMap((one) => one.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length > 3);
  const rest = own.reduce((left, word) => left.replaceAll(word, ''), text);
  if (rest !== text && rest.length < LEAST_OWN) return 'it is made of your name or address';
  const isCommon = [text, [...text].map((letter) => SUBSTITUTES[letter] ?? letter).join('')].some((form) =>
    isMadeOfWords(form.replaceAll(/[^a-z]/g, ''), 2),
  );
  return isCommon ? 'it is one of the most common' : null;
}

/** Whether it is a short piece, again and again. */
function isRepeated(text: string): boolean {
  return [1, 2, 3, 4, 5, 6, 7, 8].some(
    (length) => length <= text.length / 2 && text.slice(0, length).repeat(text.length).startsWith(text),
  );
}

/** Whether three quarters of its steps go to the same or a neighbouring key or letter. */
function isRun(text: string): boolean {
  const pairs = [...text].slice(1).map((letter, n) => text[n]! + letter);
  const follows = (pair: string): boolean =>
    pair[0] === pair[1] || ROWS.some((row) => row.includes(pair) || row.includes(pair[1]! + pair[0]!));
  return pairs.filter(follows).length >= (pairs.length * 3) / 4;
}

function isMadeOfWords(letters: string, most: number): boolean {
  if (WORDS.has(letters)) return true;
  if (most < 2) return false;
  return Array.from({ length: letters.length }, (_, at) => at).some(
    (at) => WORDS.has(letters.slice(0, at)) && isMadeOfWords(letters.slice(at), most - 1),
  );
}
