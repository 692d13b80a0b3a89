/**
 * Writes sentences of agency prose in which one source passes on another, each with its right chain: the sources from the
 * one nearest to the reader to the origin. A sentence comes from one of `SENTENCES`, whose clauses nest.
 */
import { makeRandom } from '../../src/newsroom/random.ts';

export interface RelaySentence {
  text: string;
  /** Names as readers would write them, not always as in the text: "Jonas Vaitkus". */
  chain: string[];
  /** Which of the forms wrote it, outermost first. */
  forms: string[];
}

interface Speaker {
  /** As within a sentence. */
  words: string;
  name: string;
}

const speakers = (lines: string): Speaker[] =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [words = '', name = words] = line.split('|').map((part) => part.trim());
      return { words, name };
    });

const OUTLETS = speakers(`
Yonhap
TASS
Reuters
AFP
Xinhua
Kyodo
dpa
Interfax
Ukrinform
the Anadolu Agency | Anadolu
the Interfax news agency | Interfax
the Turkish agency Anadolu | Anadolu
Iran's Tasnim news agency | Tasnim
the state news agency SANA | SANA
the Korean Central News Agency (KCNA) | KCNA
the Financial Times | Financial Times
CNN
the BBC | BBC
Al Jazeera
Der Spiegel
Axios
Le Monde
the daily Kommersant | Kommersant
the Straits Herald | Straits Herald
the Kestrel Bay Courier | Kestrel Bay Courier
the newspaper Nordlys | Nordlys
Radio Kestrel
the Russian broadcaster RT | RT
the Greek website Iefimerida | Iefimerida
`);

const ORIGINS = speakers(`
the Interior Ministry | Interior Ministry
the coast guard | coast guard
Lithuania's foreign ministry | foreign ministry
the foreign ministry in Riga | foreign ministry in Riga
the General Staff | General Staff
the National Weather Service | National Weather Service
the Pentagon | Pentagon
police
a police statement | police statement
the Security Council of Russia | Security Council of Russia
the Ministry of Transport and Water | Ministry of Transport and Water
Deputy Minister Jonas Vaitkus | Jonas Vaitkus
harbour master Jens Egede | Jens Egede
Governor Oleg Karpin | Oleg Karpin
President Amara Conteh | Amara Conteh
Theresa Amoah
Mr Osei | Mr Osei
ministry spokeswoman Anna Lund | Anna Lund
the chief of the port office | chief of the port office
the ministry's spokesman, Ali Reza, | Ali Reza
two officials
a senior diplomat
an unnamed official
a source close to the talks
people familiar with the matter
a border guard
three witnesses
military sources
`);

const FACTS = `
the bridge was closed
the bridge had been closed
three ships had been seized
the talks would resume in May
the North fired a missile
the North had fired a missile into the sea
at least 12 people were killed
no deal had been reached
a cell was hiding in Bremen
the dam is holding
the minister met his counterpart in Doha on Tuesday
the port of Odessa was hit by two drones
production had fallen by 3 percent in June
the army has moved its tanks to the border
the envoy would be recalled
more than 400 homes were without power
the plant is to be shut by 2030
the two sides have agreed on a ceasefire
the suspect was arrested near the airport
the vote will be held on schedule
`
  .trim()
  .split('\n');

const TIMES = ['', '', '', ' on Monday', ' late on Tuesday', ' Sunday', ' earlier', ' last week'];
const REPORTED = ['reported', 'said', 'reports', 'wrote', 'has reported'];
const DATED = ['reported', 'said', 'wrote'];
const CITES = ['citing', 'quoting'];
const PAPERS = ['a statement carried by', 'remarks published by', 'an interview with', 'comments to'];

class Writer {
  readonly forms: string[] = [];
  constructor(private readonly random: () => number) {}

  pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.random() * choices.length)]!;
  }

  form(forms: Readonly<Record<string, Form>>, chain: readonly Speaker[]): string {
    const fitting = Object.entries(forms).filter(
      ([, { least, most = Infinity }]) => chain.length >= least && chain.length <= most,
    );
    const [name, { write }] = this.pick(fitting);
    this.forms.push(name);
    const [a, b, c] = chain.map(({ words }) => words);
    return write({ w: this, a: a!, b: b!, c: c!, chain });
  }

  /** What the rest of a chain comes to: a clause with its own sources, or the fact that they all pass on. */
  told(rest: readonly Speaker[]): string {
    return rest.length === 0 ? this.pick(FACTS) : this.form(CLAUSES, rest);
  }

  /** ", citing B, which in turn quoted C": the rest of a chain behind its first cue. */
  trail(rest: readonly Speaker[]): string {
    return rest
      .map(({ words }, i) => {
        if (i === 0) return `, ${this.pick(CITES)} ${words.replace(/,$/, '')}`;
        return this.pick([`, which cited ${words}`, `, which in turn quoted ${words}`, ` quoting ${words}`]).replace(
          /,$/,
          '',
        );
      })
      .join('');
  }
}

interface Parts {
  w: Writer;
  a: string;
  b: string;
  c: string;
  chain: readonly Speaker[];
}

interface Form {
  /** How many sources it takes. */
  least: number;
  most?: number;
  write: (parts: Parts) => string;
}

const be = (words: string): string => (/^(?:two|three|people|police$|military)\b/.test(words) ? 'were' : 'was');
const mid = (words: string): string => words.replace(/,$/, '');

/** Clauses that may stand after "that". */
const CLAUSES: Readonly<Record<string, Form>> = {
  said: {
    least: 1,
    most: 1,
    write: ({ w, a }) => `${a} ${w.pick(['said', 'had said', 'confirmed', 'has said'])} that ${w.told([])}`,
  },
  'said, bare': { least: 1, most: 1, write: ({ w, a }) => `${a} said ${w.told([])}` },
  'had last week said': { least: 1, most: 1, write: ({ w, a }) => `${a} had last week said that ${w.told([])}` },
  'reported that': { least: 2, write: ({ w, a, chain }) => `${a} ${w.pick(REPORTED)} that ${w.told(chain.slice(1))}` },
  'quoted as saying': {
    least: 2,
    write: ({ w, a, b, chain }) =>
      `${a} ${w.pick(['quoted', 'cited', 'has quoted'])} ${b} as saying that ${w.told(chain.slice(2))}`,
  },
  'citing between commas': {
    least: 2,
    write: ({ w, a, b, chain }) =>
      `${a}, ${w.pick(CITES)} ${mid(b)}, ${w.pick(REPORTED)} that ${w.told(chain.slice(2))}`,
  },
  'reported, citing, that': {
    least: 2,
    write: ({ w, a, b, chain }) =>
      `${a} ${w.pick(REPORTED)}, ${w.pick(CITES)} ${mid(b)}, that ${w.told(chain.slice(2))}`,
  },
  told: {
    least: 2,
    write: ({ w, a, b, chain }) => `${b} ${w.pick(['told', 'had told'])} ${a} that ${w.told(chain.slice(2))}`,
  },
  'was quoted by': {
    least: 2,
    write: ({ w, a, b, chain }) => `${b} ${be(b)} quoted by ${a} as saying that ${w.told(chain.slice(2))}`,
  },
  'said in': {
    least: 2,
    write: ({ w, a, b, chain }) => `${b} said in ${w.pick(PAPERS)} ${a} that ${w.told(chain.slice(2))}`,
  },
};

const SENTENCES: Readonly<Record<string, Form>> = {
  clause: { least: 2, write: ({ w, chain }) => w.form(CLAUSES, chain) },
  'reported, citing': {
    least: 2,
    write: ({ w, a, chain }) => `${w.told([])}, ${a} ${w.pick(DATED)}${w.pick(TIMES)}${w.trail(chain.slice(1))}`,
  },
  'reported citing': {
    least: 2,
    most: 2,
    write: ({ w, a, b }) => `${w.told([])}, ${a} reported${w.pick(TIMES)} citing ${mid(b)}`,
  },
  'according to': {
    least: 2,
    write: ({ w, a, chain }) => `according to ${a}, ${w.told(chain.slice(1))}`,
  },
  'according to, which cited': {
    least: 2,
    write: ({ w, a, b, chain }) =>
      `according to ${a}, ${w.pick(['which cited', 'which in turn cited', 'which quoted', 'citing'])} ${mid(b)}, ${w.told(chain.slice(2))}`,
  },
  'trailing according to': {
    least: 2,
    most: 2,
    write: ({ w, a, b }) =>
      `${w.told([])}, according to ${a}, ${w.pick(['which cited', 'which in turn quoted', 'citing'])} ${mid(b)}`,
  },
  'said, according to': { least: 2, write: ({ w, a, chain }) => `${w.told(chain.slice(1))}, according to ${a}` },
  'leading citing': {
    least: 2,
    write: ({ w, a, b, chain }) =>
      `${w.pick(CITES)} ${mid(b)}, ${a} ${w.pick(DATED)}${w.pick(TIMES)} that ${w.told(chain.slice(2))}`,
  },
  'trailing told': { least: 2, most: 2, write: ({ w, a, b }) => `${w.told([])}, ${b} told ${a}${w.pick(TIMES)}` },
  'quotation told': {
    least: 2,
    most: 2,
    write: ({ w, a, b }) => `"${upper(w.told([]))}," ${b} told ${a}${w.pick(TIMES)}`,
  },
  'told, reported': {
    least: 3,
    most: 3,
    write: ({ w, a, b, c }) => `${w.told([])}, ${c} told ${b}, ${a} ${w.pick(REPORTED)}`,
  },
  'told, reported, that': {
    least: 3,
    write: ({ w, a, b, c, chain }) =>
      `${c} told ${b}, ${a} ${w.pick(DATED)}${w.pick(TIMES)}, that ${w.told(chain.slice(3))}`,
  },
  'a speaker, reported, said': {
    least: 2,
    most: 2,
    write: ({ w, a, b }) => `${mid(b)}, ${a} ${w.pick(DATED)}, said that ${w.told([])}`,
  },
  'said, quoting, reported': {
    least: 3,
    most: 3,
    write: ({ w, a, b, c }) => `${w.told([])}, ${b} said, ${w.pick(CITES)} ${mid(c)}, ${a} reported`,
  },
  'trailing quoted as saying': {
    least: 2,
    most: 2,
    write: ({ w, a, b }) => `${w.told([])}, ${a} quoted ${b} as saying`,
  },
  'trailing said in': {
    least: 2,
    most: 2,
    write: ({ w, a, b }) => `${w.told([])}, ${b} said in ${w.pick(PAPERS)} ${a}`,
  },
  'a report citing': {
    least: 2,
    write: ({ w, a, b, chain }) => `${article(a)} report citing ${b} said that ${w.told(chain.slice(2))}`,
  },
  'quoted by': { least: 2, most: 2, write: ({ w, a, b }) => `${w.told([])}, ${mid(b)}, quoted by ${a}, said` },
  'which cited, said': {
    least: 2,
    write: ({ w, a, b, chain }) =>
      `${a}, ${w.pick(['which cited', 'which in turn quoted'])} ${mid(b)}, ${w.pick(DATED)} that ${w.told(chain.slice(2))}`,
  },
  'interview cited by': {
    least: 3,
    most: 3,
    write: ({ w, a, b, c }) => `in an interview with ${b}, cited by ${a}, ${c} said that ${w.told([])}`,
  },
  'said in an interview cited by': {
    least: 3,
    most: 3,
    write: ({ w, a, b, c }) => `${w.told([])}, ${c} said in an interview with ${b} cited by ${a}`,
  },
  'according to, reported': {
    least: 2,
    most: 2,
    write: ({ w, a, b }) => `${w.told([])}, according to ${mid(b)}, ${a} reported${w.pick(TIMES)}`,
  },
  'reported that, according to': {
    least: 2,
    most: 2,
    write: ({ w, a, b }) => `${a} ${w.pick(DATED)} that, according to ${mid(b)}, ${w.told([])}`,
  },
  'attributing the news to': {
    least: 2,
    most: 2,
    write: ({ w, a, b }) => `${w.told([])}, ${a} ${w.pick(DATED)}, attributing the news to ${mid(b)}`,
  },
  'confirmed to': { least: 2, most: 2, write: ({ w, a, b }) => `${b} confirmed to ${a} that ${w.told([])}` },
  'in an interview': {
    least: 2,
    most: 2,
    write: ({ w, a, b }) => `in an interview with ${a}, ${b} said that ${w.told([])}`,
  },
  'as saying, adding': {
    least: 2,
    most: 2,
    write: ({ w, a, b }) => `${a} quoted ${b} as saying that ${w.told([])}, adding that ${w.told([])}`,
  },
  'to have said': { least: 2, most: 2, write: ({ w, a, b }) => `${a} quoted ${b} to have said that ${w.told([])}` },
  'reported as saying': {
    least: 2,
    write: ({ w, a, b, chain }) => `${a} reported ${b} as saying that ${w.told(chain.slice(2))}`,
  },
};

/** "The Financial Times" has a "Financial Times report". */
function article(outlet: string): string {
  const name = outlet.replace(/^the /, '');
  return /^(?:[AEIOU]|RT)/.test(name) ? `an ${name}` : `a ${name}`;
}

function upper(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The same sentences for the same seed, of two to five sources. */
export function writeRelays(count: number, seed: number): RelaySentence[] {
  const random = makeRandom(seed);
  return Array.from({ length: count }, (_, n) => {
    const writer = new Writer(random);
    const chain = pickChain(writer, 2 + (n % 3));
    const words = writer.form(SENTENCES, chain);
    const text = `${upper(words).replace(/ ,|,,/g, ',').replace(/,$/, '')}.`;
    return { text, chain: chain.map(({ name }) => name), forms: writer.forms };
  });
}

/** Different sources, the last of them an origin. */
function pickChain(writer: Writer, length: number): Speaker[] {
  const chain: Speaker[] = [];
  while (chain.length < length) {
    const next = writer.pick(chain.length === length - 1 ? ORIGINS : OUTLETS);
    if (!chain.some(({ name }) => name === next.name)) chain.push(next);
  }
  return chain;
}
