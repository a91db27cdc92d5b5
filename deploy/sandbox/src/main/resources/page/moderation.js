// What a moderator does to a member: timeout, kick, ban, nickname.

import { attempt, prompt } from './dialogs.js';
import { act } from './live.js';
import { BITS, may, nameOf, silentUntil, state } from './state.js';

const TIMES = [['60 seconds', 60], ['5 minutes', 300], ['10 minutes', 600], ['1 hour', 3600], ['1 day', 86_400], ['1 week', 604_800]];

export function moderation(user) {
  const name = nameOf(user);
  const deed = (kind, more = {}) => attempt(act({ kind, userId: state.me, guildId: state.guild.id, targetId: user.id, ...more }));
  const because = (title, kind, button, more) => prompt(title, { label: 'Reason', button, maxlength: 512, optional: true }, (reason) => act({ kind, userId: state.me, guildId: state.guild.id, targetId: user.id, content: reason || undefined, ...more }));
  const items = [
    may(BITS.MODERATE) && (silentUntil(user.id)
      ? { label: 'Remove Timeout', danger: true, run: () => deed('silence', { seconds: 0 }) }
      : { label: `Timeout ${name}`, danger: true, items: TIMES.map(([label, seconds]) => ({ label, run: () => deed('silence', { seconds }) })) }),
    may(BITS.KICK) && { label: `Kick ${name}`, danger: true, run: () => because(`Kick ${name}`, 'kick', 'Kick') },
    may(BITS.BAN) && { label: `Ban ${name}`, danger: true, run: () => because(`Ban ${name}`, 'ban', 'Ban') },
  ].filter(Boolean);
  return items.length ? [null, ...items] : [];
}

export function rename(user, member) {
  prompt('Change Nickname', { label: 'Nickname', value: member.nick ?? '', maxlength: 32, button: 'Save', optional: true, about: 'Empty takes it away.' },
    (name) => act({ kind: 'rename', userId: state.me, guildId: state.guild.id, targetId: user.id, content: name }));
}
