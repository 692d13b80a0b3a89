/** Whether a person is "he" or "she", where a title or a common first name says so. */
import type { Description } from './description.ts';

export type Gender = 'he' | 'she' | 'unknown';

const MALE_WORDS =
  'mr mr. sir lord king prince father brother son husband spokesman chairman congressman businessman man pope imam';
const FEMALE_WORDS =
  'mrs mrs. ms ms. miss dame lady queen princess mother sister daughter wife spokeswoman chairwoman congresswoman businesswoman woman actress';
const MALE_NAMES = `james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven
  paul andrew joshua kenneth kevin brian george timothy ronald jason edward jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott
  brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry peter henry joe bill bob jim tom mike steve vladimir sergei sergey dmitry
  ivan mikhail boris yuri igor oleg viktor pavel andrei volodymyr emmanuel jean pierre jacques francois hans klaus olaf friedrich antonio jose juan carlos
  luis miguel pedro mohammed muhammad mohamed ahmed ali hassan hussein omar abdullah benjamin jens lars erik magnus marco giovanni giuseppe barack bernie ted`;
const FEMALE_NAMES = `mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily
  donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole
  helen samantha katherine christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren
  christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean alice ingrid astrid
  hillary ursula angela annalena olga natalia elena irina svetlana ekaterina tatiana yulia marine fatima aisha leila layla sofia isabel carmen lucia giulia mette`;

const MALE = new Set(MALE_WORDS.split(/\s+/).concat(MALE_NAMES.split(/\s+/)));
const FEMALE = new Set(FEMALE_WORDS.split(/\s+/).concat(FEMALE_NAMES.split(/\s+/)));

/** The gender that a description's own words show. */
export function guessGender({ kind, name, words }: Description): Gender {
  const lower = name.toLowerCase();
  if (kind === 'pronoun')
    return /^(?:he|his|him)$/.test(lower) ? 'he' : /^(?:she|her)$/.test(lower) ? 'she' : 'unknown';
  if (kind === 'known' || kind === 'body' || kind === 'document') return 'unknown';
  const candidates = kind === 'person' ? [lower.split(' ')[0] ?? '', ...words] : [...words];
  if (candidates.some((word) => MALE_WORDS.split(' ').includes(word))) return 'he';
  if (candidates.some((word) => FEMALE_WORDS.split(' ').includes(word))) return 'she';
  const [first = ''] = candidates;
  if (kind !== 'person') return 'unknown';
  return MALE.has(first) ? 'he' : FEMALE.has(first) ? 'she' : 'unknown';
}
