import type { Found, Story, VerbCue } from '../model.ts';

export function judgeStance({ tokens }: Story, { verb, group, subject }: VerbCue): Found['stance'] {
  const isNobody = subject && /^(?:nobody|none|neither)$/.test(tokens[subject.phrase.base.from]!.lower);
  if (isNobody) return 'doubts';
  if (verb.stance !== 'asserts') return group.negated ? 'asserts' : verb.stance;
  return group.negated && verb.group === 'belief' ? 'doubts' : 'asserts';
}

export function rate({ verb, right, trails, subject, group }: VerbCue): Pick<Found, 'confidence' | 'rule'> {
  const frame = right?.frame ?? (trails === 'inverted' ? 'inverted' : 'trailing');
  const rule = `${verb.group}-${frame}`;
  let confidence = verb.group === 'speech' ? 0.9 : verb.group === 'belief' ? 0.6 : 0.45;
  if (frame === 'noun' || frame === 'as' || frame === 'preposition' || frame === 'object') confidence -= 0.25;
  if (!subject) confidence -= 0.3;
  else if (subject.by !== 'beside') confidence -= 0.1;
  if (group.form === 'infinitive' || group.negated) confidence -= 0.2;
  return { rule, confidence: Math.max(0.1, Math.round(confidence * 100) / 100) };
}
