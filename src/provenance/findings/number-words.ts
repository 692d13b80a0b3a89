/** The words in which a language writes numbers, rounds them and counts by them. All in lower case. */
export interface NumberWords {
  /** Whether a comma stands before the decimals and a point between thousands. */
  isDecimalComma: boolean;
  /** Numbers below a hundred, and the hundreds where they are one word. */
  units: ReadonlyMap<string, number>;
  /** What multiplies the number before it: hundred, million, dozen. */
  scales: ReadonlyMap<string, number>;
  /** Scales that stand for one of them when no number goes before. */
  bare: ReadonlySet<string>;
  /** Words for a number that is left open: between so many and so many. */
  vague: ReadonlyMap<string, readonly [number, number]>;
  /** By the words just before a number, how it is meant. */
  bounds: ReadonlyMap<string, Bound>;
  percent: ReadonlySet<string>;
  /** What a number is reached by, which makes it a different one: falls "to", falls "by". */
  leads: ReadonlyMap<string, string>;
  /** Between the two numbers of a range. */
  ranges: ReadonlySet<string>;
  /** Between two things told one after the other. */
  conjunctions: ReadonlySet<string>;
  /** Words before a four-digit number that make it a year. */
  dating: ReadonlySet<string>;
  /** Words beside a number that make it a day or an hour. */
  months: ReadonlySet<string>;
  /** All that a number in words can begin with. */
  starts: ReadonlySet<string>;
}

export type Bound = 'about' | 'below' | 'most' | 'above' | 'least';

const ENGLISH = completeWords({
  isDecimalComma: false,
  units: count(
    'zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    [0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19],
    'one twenty thirty forty fifty sixty seventy eighty ninety',
    [1, 20, 30, 40, 50, 60, 70, 80, 90],
  ),
  scales: count(
    'hundred thousand million billion trillion dozen score bn mn tn',
    [100, 1e3, 1e6, 1e9, 1e12, 12, 20, 1e9, 1e6, 1e12],
  ),
  bare: words('hundred thousand million billion trillion dozen'),
  vague: new Map([
    ['dozens', [20, 140]],
    ['scores', [20, 190]],
    ['hundreds', [150, 1_400]],
    ['several hundred', [150, 1_400]],
    ['several thousand', [1_500, 14_000]],
    ['several dozen', [20, 140]],
    ['thousands', [1_500, 14_000]],
    ['tens of thousands', [15_000, 140_000]],
    ['hundreds of thousands', [150_000, 1_400_000]],
    ['millions', [1.5e6, 1.4e9]],
    ['billions', [1.5e9, 1.4e12]],
  ]),
  bounds: bound({
    about: 'about|around|some|roughly|approximately|circa|an estimated|estimated|close to|or so',
    below: 'nearly|almost|less than|fewer than|under|just under|below|not quite',
    most: 'up to|as many as|as much as|no more than|not more than|at most',
    above: 'more than|over|just over|above|upwards of|well over',
    least: 'at least|no fewer than|no less than|not less than|a minimum of',
  }),
  percent: words('percent per-cent pct'),
  leads: leads('to|from', 'to|from'),
  ranges: words('to and or'),
  conjunctions: words('and but or while'),
  dating: words('in since by until till from during of early late mid before after and to'),
  months: words(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov dec am pm a p o'clock gmt hrs",
  ),
});

const GERMAN = completeWords({
  isDecimalComma: true,
  units: count(
    'zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn',
    [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19],
    'zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend zweihundert dreihundert fünfhundert',
    [20, 30, 40, 50, 60, 70, 80, 90, 100, 1_000, 200, 300, 500],
  ),
  scales: count(
    'tausend million millionen mio milliarde milliarden mrd billion billionen dutzend',
    [1e3, 1e6, 1e6, 1e6, 1e9, 1e9, 1e9, 1e12, 1e12, 12],
  ),
  bare: words('dutzend'),
  vague: new Map([
    ['dutzende', [20, 140]],
    ['hunderte', [150, 1_400]],
    ['tausende', [1_500, 14_000]],
    ['zehntausende', [15_000, 140_000]],
    ['hunderttausende', [150_000, 1_400_000]],
  ]),
  bounds: bound({
    about: 'rund|etwa|ungefähr|circa|ca|ca .|an die|schätzungsweise',
    below: 'knapp|fast|beinahe|weniger als|unter',
    most: 'bis zu|höchstens|maximal',
    above: 'über|mehr als|gut',
    least: 'mindestens|wenigstens',
  }),
  percent: words('prozent'),
  leads: leads('auf|von', 'to|from'),
  ranges: words('bis und oder'),
  conjunctions: words('und aber oder während sowie'),
  dating: words('jahr jahre jahren seit bis ende anfang mitte von vor nach ab und frühjahr sommer herbst winter'),
  months: words('januar februar märz april mai juni juli august september oktober november dezember uhr'),
});

const FRENCH = completeWords({
  isDecimalComma: true,
  units: count(
    'deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent',
    [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 20, 30, 40, 50, 60, 100],
  ),
  scales: count('cents mille million millions milliard milliards', [100, 1e3, 1e6, 1e6, 1e9, 1e9]),
  bare: words('mille'),
  vague: new Map([
    ['dizaines', [15, 140]],
    ['centaines', [150, 1_400]],
    ['milliers', [1_500, 140_000]],
  ]),
  bounds: bound({
    about: 'environ|quelque|quelques|autour de|à peu près',
    below: 'près de|presque|moins de',
    most: "jusqu à|jusqu'à|jusqu’à|au plus|au maximum",
    above: 'plus de|plus d',
    least: 'au moins|au minimum',
  }),
  percent: words('pourcent'),
  leads: leads('à|de', 'to|from'),
  ranges: words('à et ou'),
  conjunctions: words('et mais ou tandis'),
  dating: words('en depuis avant après de à et dès fin début année'),
  months: words('janvier février mars avril mai juin juillet août septembre octobre novembre décembre h'),
});

const SPANISH = completeWords({
  isDecimalComma: true,
  units: count(
    'dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte cien doscientos quinientos',
    [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 20, 100, 200, 500],
  ),
  scales: count('mil millón millones', [1e3, 1e6, 1e6]),
  bare: words('mil'),
  vague: new Map([
    ['decenas', [15, 140]],
    ['cientos', [150, 1_400]],
    ['centenares', [150, 1_400]],
    ['miles', [1_500, 140_000]],
  ]),
  bounds: bound({
    about: 'unos|unas|alrededor de|aproximadamente|cerca de|en torno a',
    below: 'casi|menos de',
    most: 'hasta|como máximo',
    above: 'más de',
    least: 'al menos|por lo menos|como mínimo',
  }),
  percent: words('porciento'),
  leads: leads('a|al|de|del', 'to|to|from|from'),
  ranges: words('a y o'),
  conjunctions: words('y e pero o mientras'),
  dating: words('en desde hasta antes después de del año a y'),
  months: words('enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'),
});

const RUSSIAN = completeWords({
  isDecimalComma: true,
  units: count(
    'два две двух двое три трех трёх трое четыре четырех четырёх пять пяти шесть шести семь семи восемь восьми девять девяти десять десяти',
    [2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10],
    'одиннадцать двенадцать тринадцать пятнадцать двадцать тридцать сорок пятьдесят сто двести триста пятьсот',
    [11, 12, 13, 15, 20, 30, 40, 50, 100, 200, 300, 500],
  ),
  scales: count(
    'тысяча тысячи тысяч тыс миллион миллиона миллионов млн миллиард миллиарда миллиардов млрд',
    [1e3, 1e3, 1e3, 1e3, 1e6, 1e6, 1e6, 1e6, 1e9, 1e9, 1e9, 1e9],
  ),
  bare: words(''),
  vague: new Map([
    ['десятки', [15, 140]],
    ['сотни', [150, 1_400]],
    ['тысячи', [1_500, 14_000]],
    ['десятки тысяч', [15_000, 140_000]],
    ['сотни тысяч', [150_000, 1_400_000]],
  ]),
  bounds: bound({
    about: 'около|примерно|порядка|приблизительно',
    below: 'почти|менее|меньше|менее чем',
    most: 'до|не более|максимум',
    above: 'более|больше|свыше|более чем',
    least: 'не менее|как минимум|по меньшей мере|минимум',
  }),
  percent: words('процент процента процентов'),
  leads: leads('с|от', 'from|from'),
  ranges: words('до и или'),
  conjunctions: words('и а но или'),
  dating: words('с до к года году год лета и в'),
  months: words('января февраля марта апреля мая июня июля августа сентября октября ноября декабря год года году'),
});

const KOREAN = completeWords({
  isDecimalComma: false,
  units: new Map(),
  scales: new Map(),
  bare: words(''),
  vague: new Map([
    ['수십', [15, 140]],
    ['수백', [150, 1_400]],
    ['수천', [1_500, 14_000]],
  ]),
  bounds: bound({ about: '약|대략', below: '거의', most: '최대', above: '', least: '최소|적어도' }),
  percent: words('퍼센트 프로'),
  leads: new Map(),
  ranges: words(''),
  conjunctions: words('및 또는 그리고'),
  dating: words(''),
  months: words(''),
});

export const NUMBER_WORDS: Readonly<Record<string, NumberWords>> = {
  en: ENGLISH,
  de: GERMAN,
  fr: FRENCH,
  es: SPANISH,
  ru: RUSSIAN,
  ko: KOREAN,
};

/** Looks up what a number can begin with once: other words are passed over. */
function completeWords(lexicon: Omit<NumberWords, 'starts'>): NumberWords {
  const vague = Array.from(lexicon.vague.keys(), (phrase) => phrase.split(' ', 1)[0]!);
  return { ...lexicon, starts: new Set([...lexicon.units.keys(), ...lexicon.bare, ...vague, 'half']) };
}

function words(line: string): ReadonlySet<string> {
  return new Set(line.split(' ').filter((word) => word !== ''));
}

function count(...lists: (string | readonly number[])[]): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (let at = 0; at < lists.length; at += 2) {
    const numbers = lists[at + 1] as readonly number[];
    (lists[at] as string).split(' ').forEach((word, place) => values.set(word, numbers[place]!));
  }
  return values;
}

function bound(lists: Readonly<Record<Bound, string>>): ReadonlyMap<string, Bound> {
  return new Map(
    Object.entries(lists).flatMap(([kind, line]) => line.split('|').map((phrase) => [phrase, kind as Bound] as const)),
  );
}

function leads(line: string, meanings: string): ReadonlyMap<string, string> {
  const meant = meanings.split('|');
  return new Map(line.split('|').map((word, place) => [word, meant[place]!]));
}
