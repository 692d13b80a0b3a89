/** Verbs that attribute, by lemma: what content may follow, and the stance they show. */
import { wordSet } from '../tokens/words.ts';
import type { Stance } from '../../model/records.ts';
import type { CueVerb } from '../model.ts';
/**
 * Letters: t that-clause, b bare clause, q quotation, v trailing ("…, he said"), n noun phrase, i infinitive, o object and
 * infinitive, w question, g gerund, a addressee, s object and "as". After a colon: prepositions.
 */
const SPEECH = `
tbqvw say
tbqvwa tell
tbqv add claim insist argue warn:of,about,against maintain assert note explain report
tqv state declare announce remark observe reply:to respond:to counter conclude:- write:- tweet joke quip reiterate stress emphasize emphasise
g admit acknowledge recall suggest propose recommend consider regret
tbqvn acknowledge concede admit:to contend allege predict suggest
tbqv estimate:- stress retort recall caution complain:about,of lament lie
tqvn confirm reveal disclose stipulate proclaim
tqv mention underscore underline highlight reaffirm affirm recommend propose demand specify testify hint:at imply opine muse:- boast:of,about brag:about gripe:about grumble:about protest fret:- elaborate interject
tqva inform:of assure:of remind:of advise notify:of convince
tqvw ask:for,about inquire wonder answer
qv continue exclaim shout yell scream whisper murmur mutter sigh snap gush rave cry laugh chime
tqvi vow pledge promise threaten
ti swear agree
t disagree:with concur:with clarify speculate:about theorize hypothesize surmise infer calculate attest certify verify profess signal
tb figure guess reckon forecast project
tn forecast project anticipate
to urge order command instruct request beg caution plead:for beseech implore direct tell advise warn ask
tnw reveal disclose
tw explain specify debate
nw recall
tvn show find indicate suggest reveal
n mention note declare stress emphasize emphasise highlight underline underscore reiterate reaffirm
t shout cry scream joke whisper boast
tv demonstrate
t prove rule hold determine decide
o believe consider know
n demand
n detail outline announce report promise denounce condemn criticize criticise blast slam praise tout decry deplore chide fault rebuke applaud hail cite:- defend slam mock ridicule lambaste
s describe characterize characterise label brand denounce condemn portray depict call term dub hail praise blast slam criticize cast
-: caution:against attribute:to put:at accuse:of blame:for,on call:for,on praise:for criticize:for speak:of,about talk:of,about complain:about appeal:for lobby:for campaign:- warn:of,about,against credit:with,for fault:for press:for push:- object:to boast:of
q post begin interrupt conclude volunteer counter tease bellow intone blurt chant drawl joke:about
`;
/** Verbs with particles, which belong to the cue. */
const PHRASAL = `
tbqv point_out
tnqw set_out lay_out spell_out
qv hit_back fire_back shoot_back
tqv go_on sum_up chime_in
t make_clear
n speak_against speak_out_against hit_out_at call_out back_up
n sign_off_on
`;
const PHRASAL_DENIALS = `
gn rule_out
n brush_aside brush_off shrug_off wave_off
`;
const PHRASAL_DOUBTS = `
nw cast_doubt_on throw_doubt_on cast_doubts_on play_down
`;
const DENIALS = `
tnqvg deny
n reject refute dismiss rebut repudiate disavow debunk contradict
s reject dismiss
tn dispute
q scoff:at
`;
const DOUBTS = `
wn question
twn doubt
`;
const BELIEFS = `
tbqv believe think
tbv expect fear hope:for
nw remember
tb feel fear suppose presume assume suspect imagine reckon bet guess realize realise know:- understand:- dream:of
t worry:about recognize recognise regret:- learn discover notice remember forget appreciate sense foresee envision perceive
s regard view see perceive consider
on expect
tbn fear
w wonder know understand learn
`;
const INTENTIONS = `
ib hope
io want expect
i intend plan wish:for aim decide agree
`;

function read(lines: string, group: CueVerb['group'], stance: Stance, into: Map<string, CueVerb>): void {
  for (const line of lines.trim().split('\n')) {
    const [letters = '', ...words] = line.trim().split(/\s+/);
    for (const word of words) {
      const [lemma = '', prepositions = ''] = word.split(':');
      addFrames(
        lemma,
        letters,
        prepositions.split(',').filter((each) => /^[a-z]+$/.test(each)),
        { group, stance },
        into,
      );
    }
  }
}

function addFrames(
  lemma: string,
  letters: string,
  prepositions: readonly string[],
  { group, stance }: Pick<CueVerb, 'group' | 'stance'>,
  into: Map<string, CueVerb>,
): void {
  const known = into.get(lemma);
  const has = (letter: string, old: boolean | undefined): boolean => letters.includes(letter) || old === true;
  into.set(lemma, {
    group: known?.group ?? group,
    stance: known?.stance ?? stance,
    that: has('t', known?.that),
    bare: has('b', known?.bare),
    quote: has('q', known?.quote),
    trailing: has('v', known?.trailing),
    noun: has('n', known?.noun),
    infinitive: has('i', known?.infinitive),
    object: has('o', known?.object),
    question: has('w', known?.question),
    addressee: has('a', known?.addressee),
    as: has('s', known?.as),
    gerund: has('g', known?.gerund),
    prepositions: new Set([...(known?.prepositions ?? []), ...prepositions]),
  });
}

const VERBS = new Map<string, CueVerb>();
read(BELIEFS, 'belief', 'asserts', VERBS);
read(INTENTIONS, 'intention', 'asserts', VERBS);
read(DENIALS, 'speech', 'denies', VERBS);
read(DOUBTS, 'speech', 'doubts', VERBS);
read(PHRASAL, 'speech', 'asserts', VERBS);
read(PHRASAL_DENIALS, 'speech', 'denies', VERBS);
read(PHRASAL_DOUBTS, 'speech', 'doubts', VERBS);
read(SPEECH, 'speech', 'asserts', VERBS);

addFrames('*', 'q', [], { group: 'speech', stance: 'asserts' }, VERBS);
/** Any verb beside a quotation: "…," she demurred. */
export const ANY_VERB: CueVerb = VERBS.get('*')!;

export function lookUpVerb(lemma: string): CueVerb | undefined {
  return VERBS.get(lemma);
}

/** Cues with "that" only, or with a document as their subject: "the study found". */
export const FINDING_VERBS: ReadonlySet<string> = wordSet(
  'show find indicate demonstrate prove hold determine rule suggest reveal',
);

const PHRASAL_FIRST = new Set(
  [...VERBS.keys()].filter((key) => key.includes('_')).map((key) => key.slice(0, key.indexOf('_'))),
);

/** A verb together with the words after it: "point out". `length` counts these words. */
export function lookUpPhrasal(lemma: string, following: readonly string[]): { verb: CueVerb; length: number } | null {
  if (!PHRASAL_FIRST.has(lemma)) return null;
  for (let length = following.length; length > 0; length--) {
    const verb = VERBS.get([lemma, ...following.slice(0, length)].join('_'));
    if (verb) return { verb, length };
  }
  return null;
}
