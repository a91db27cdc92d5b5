// What a moderator does to a member: timeout, kick, ban, nickname.

import { el } from './dom.js';
import { attempt, prompt } from './dialogs.js';
import { act, rest } from './live.js';
import { BITS, may, nameOf, silentUntil, state } from './state.js';

const TIMES = [['60 seconds', 60], ['5 minutes', 300], ['10 minutes', 600], ['1 hour', 3600], ['1 day', 86_400], ['1 week', 604_800]];
const ERASED = [['Don’t delete any', 0], ['Previous hour', 3600], ['Previous 24 hours', 86_400], ['Previous 7 days', 604_800]];

export function moderation(user) {
  const name = nameOf(user);
  const deed = (kind, more = {}) => attempt(act({ kind, userId: state.me, guildId: state.guild.id, targetId: user.id, ...more }));
  const because = (title, kind, button, more) => prompt(title, { label: 'Reason', button, maxlength: 512, optional: true }, (reason) => act({ kind, userId: state.me, guildId: state.guild.id, targetId: user.id, content: reason || undefined, ...more }));
  const items = [
    may(BITS.MODERATE) && (silentUntil(user.id)
      ? { label: 'Remove Timeout', danger: true, run: () => deed('silence', { seconds: 0 }) }
      : { label: `Timeout ${name}`, danger: true, run: () => timeout(user) }),
    may(BITS.KICK) && { label: `Kick ${name}`, danger: true, run: () => because(`Kick ${name}`, 'kick', 'Kick') },
    may(BITS.BAN) && { label: `Ban ${name}`, danger: true, run: () => ban(user) },
  ].filter(Boolean);
  return items.length ? [null, ...items] : [];
}

function timeout(user) {
  const times = el('fieldset', { class: 'modal-kinds' }, el('legend', { text: 'Duration' }), TIMES.map(([label, seconds], at) => el('label', { class: 'modal-check' }, el('input', { type: 'radio', name: 'seconds', value: seconds, checked: at === 0 }), el('span', { text: label }))));
  prompt(`Timeout ${nameOf(user)}`, { label: 'Reason', button: 'Timeout', maxlength: 512, optional: true, extra: times, about: 'They can neither write, react nor speak meanwhile.' },
    (reason, form) => act({ kind: 'silence', userId: state.me, guildId: state.guild.id, targetId: user.id, seconds: Number(form.seconds.value), content: reason || undefined }));
}

function ban(user) {
  const erase = el('select', { name: 'erase' }, ERASED.map(([label, seconds]) => el('option', { value: seconds, text: label })));
  prompt(`Ban ${nameOf(user)}`, { label: 'Reason', button: 'Ban', maxlength: 512, optional: true, extra: el('label', { class: 'modal-field' }, el('span', { text: 'Delete message history' }), erase) },
    (reason) => rest('PUT', `/guilds/${state.guild.id}/bans/${user.id}`, { delete_message_seconds: Number(erase.value) }, reason));
}

export function rename(user, member) {
  prompt('Change Nickname', { label: 'Nickname', value: member.nick ?? '', maxlength: 32, button: 'Save', optional: true, about: 'Empty takes it away.' },
    (name) => act({ kind: 'rename', userId: state.me, guildId: state.guild.id, targetId: user.id, content: name }));
}
