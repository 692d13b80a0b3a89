/** The page on which somebody sets up a second factor of their own, or turns it off. It needs no script. */
import type { Request } from 'express';
import { encode } from 'uqr';
import type { OwnProof, ProofFailure } from '../../storage/accounts/second-factors.ts';
import type { Issue } from '../../model/issues.ts';
import { lookUp } from '../../model/tables.ts';
import { accountAddress, secondFactorPath } from '../../urls/site.ts';
import { layOutForm, readField, readLine, seeOther } from '../forms/forms.ts';
import { NotFound } from '../http/errors.ts';
import type { FormReply, Handler, Reply, Site, Visitor } from '../http/route.ts';
import { noteEvent } from '../http/security-events.ts';
import { expectVisitor, lacksFactor } from '../http/visitor.ts';
import { describeBrowser, describeCode, describeFailure, describeWait, noteCode } from './sign-in.ts';
import { codeField, passwordField } from './view-model.ts';

export const showSecondFactor: Handler = (site, _request, _format, visitor) => replyState(site, expectVisitor(visitor));

/** `do` names the step. */
export const changeSecondFactor: Handler = (site, request, _format, visitor) => {
  const step = lookUp(STEPS, readField(request.body, 'do'));
  if (!step) throw new NotFound();
  return step(site, request, expectVisitor(visitor));
};

type Step = (site: Site, request: Request, person: Visitor) => Promise<Reply>;

const STEPS: Readonly<Record<string, Step>> = {
  async begin(site, request, person) {
    const outcome = await site.store.accounts.beginSecondFactor(readProof(request, person));
    if (outcome.kind === 'begun') return replySetUp(site, person, outcome.secret);
    if (outcome.kind === 'on') return seeOther(secondFactorPath);
    return refuse(site, request, person, outcome);
  },

  async confirm(site, request, person) {
    const secret = readLine(request.body, 'secret');
    const outcome = await site.store.accounts.confirmSecondFactor(readProof(request, person));
    if (outcome.kind === 'on') {
      await noteEvent(site, request, { kind: 'second-factor-on', account: person.email });
      return { ...replyCodes(outcome.backupCodes), cookies: outcome.cookies };
    }
    if (outcome.kind === 'over' || !SECRET.test(secret)) return seeOther(secondFactorPath);
    await noteCode(site, request, person.email, outcome);
    return { ...replySetUp(site, person, secret, [describeCode(outcome, 'code')]), ...describeWait(outcome) };
  },

  async codes(site, request, person) {
    const outcome = await site.store.accounts.renewBackupCodes(readProof(request, person));
    if (outcome.kind !== 'made') return refuse(site, request, person, outcome);
    await noteEvent(site, request, { kind: 'backup-codes-made', account: person.email });
    return replyCodes(outcome.backupCodes, true);
  },

  async off(site, request, person) {
    const outcome = await site.store.accounts.endSecondFactor(readProof(request, person));
    if (outcome.kind !== 'off') return refuse(site, request, person, outcome);
    await noteEvent(site, request, { kind: 'second-factor-off', account: person.email });
    return seeOther(`${accountAddress.html}?done=factor-off`, outcome.cookies);
  },
};

function readProof(request: Request, { id, email }: Visitor): OwnProof & { code: string } {
  const { body, headers } = request as { body: unknown; headers: Request['headers'] };
  const typed = { password: readField(body, 'current'), code: readField(body, 'code') };
  return { id, email, cookieHeader: headers.cookie ?? '', ...typed, ...describeBrowser(request) };
}

async function refuse(site: Site, request: Request, person: Visitor, failure: ProofFailure): Promise<FormReply> {
  if (failure.kind === 'wrong-password') {
    await noteEvent(site, request, { kind: 'sign-in-failed', account: person.email, detail: 'second factor' });
    return replyState(site, person, [describeFailure(failure, 'current', 'This is not your current password')]);
  }
  await noteCode(site, request, person.email, failure);
  return { ...replyState(site, person, [describeCode(failure, 'code')]), ...describeWait(failure) };
}

function replyState(site: Site, person: Visitor, issues: readonly Issue[] = []): FormReply {
  const form = layOutForm(issues);
  const isOn = person.session?.hasSecondFactor === true;
  return {
    ...{ kind: 'form', view: 'accounts/second-factor', title: 'Second factor', path: secondFactorPath, issues },
    model: {
      ...{ errors: form.errors, action: secondFactorPath, accountHref: accountAddress.html, email: person.email },
      isAsked: lacksFactor(site, person),
      current: passwordField(form, {
        name: 'current',
        label: 'Current password',
        autocomplete: 'current-password',
      }),
      code: isOn ? codeField(form) : null,
    },
  };
}

/** In base32. */
const SECRET = /^[A-Z2-7]{16,128}$/;

/** Shows the secret, as the form carries it until a code confirms it: the server shows it no second time. */
function replySetUp({ config }: Site, { email }: Visitor, secret: string, issues: readonly Issue[] = []): FormReply {
  const form = layOutForm(issues);
  const name = `Hearsay (${new URL(config.baseUrl).hostname})`;
  const query = new URLSearchParams({ secret, issuer: name, digits: '6', period: '30' });
  const url = `otpauth://totp/${encodeURIComponent(name)}:${encodeURIComponent(email)}?${query.toString().replaceAll('+', '%20')}`;
  const hint = 'The six digits that the app shows now.';
  return {
    ...{ kind: 'form', view: 'accounts/second-factor-set-up', title: 'Set up a second factor', path: secondFactorPath },
    issues,
    model: {
      ...{ errors: form.errors, action: secondFactorPath, url, secret, name, picture: drawQrCode(url) },
      groups: secret.match(/.{1,4}/g)!.join(' '),
      code: form.text({ name: 'code', label: 'Code', hint, value: '', autocomplete: 'one-time-code', width: 'short' }),
    },
  };
}

/** A QR code as the path of its dark squares, with its size in squares. */
function drawQrCode(text: string): { size: number; path: string } {
  const { size, data } = encode(text, { border: 2 });
  const bars = data.flatMap((row, y) =>
    [
      ...row
        .map((isDark) => (isDark ? '#' : ' '))
        .join('')
        .matchAll(/#+/g),
    ].map(({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`),
  );
  return { size, path: bars.join('') };
}

function replyCodes(codes: readonly string[], isRenewed = false): FormReply {
  return {
    ...{ kind: 'form', view: 'accounts/backup-codes', title: 'Your backup codes', path: secondFactorPath, issues: [] },
    model: { codes, isRenewed, accountHref: accountAddress.html },
  };
}
