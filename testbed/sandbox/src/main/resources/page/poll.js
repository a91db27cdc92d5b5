// A poll in its message: the answers, one's vote, and what comes of it.

import { el } from './dom.js';
import { attempt } from './dialogs.js';
import { emojiSign } from './emoji.js';
import { act } from './live.js';
import { place } from './state.js';
import { relativeTo } from './time.js';

export function poll(message) {
  const { question, answers, results = {}, expiry, allow_multiselect: many } = message.poll;
  const counts = new Map((results.answer_counts ?? []).map((each) => [each.id, each]));
  const total = [...counts.values()].reduce((sum, { count }) => sum + count, 0);
  const voted = [...counts.values()].some((each) => each.me_voted);
  const over = results.is_finalized;
  const vote = (values) => attempt(act({ kind: 'vote', messageId: message.id, values, ...place(message.channel_id) }));
  const line = (answer) => (voted || over ? result(answer, counts.get(answer.answer_id), total) : choice(answer, many));
  const form = el('form', { class: 'poll', 'aria-label': `Poll: ${question.text}` }, el('h3', { text: question.text }),
    el('p', { class: 'muted', text: over ? 'The poll has ended.' : many ? 'Select one or more answers' : 'Select one answer' }), answers.map(line),
    el('footer', {}, el('span', { text: `${total} vote${total === 1 ? '' : 's'} • ${over ? 'ended' : 'ends'} ${relativeTo(new Date(expiry))}` }),
      !over && (voted ? el('button', { type: 'button', class: 'button plain', onclick: () => vote([]), text: 'Remove Vote' }) : el('button', { type: 'submit', class: 'button primary', text: 'Vote' }))));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const values = [...form.querySelectorAll('input:checked')].map((each) => each.value);
    if (values.length) vote(values);
  });
  return form;
}

const words = ({ poll_media: media }) => [media.emoji && emojiSign(media.emoji), ' ', el('span', { text: media.text ?? '' })];

const choice = (answer, many) => el('label', { class: 'poll-answer' }, el('span', { class: 'poll-words' }, words(answer)), el('input', { type: many ? 'checkbox' : 'radio', name: 'answer', value: answer.answer_id }));

function result(answer, known, total) {
  const { count = 0, me_voted: mine } = known ?? {};
  const share = total ? Math.round((100 * count) / total) : 0;
  const bar = el('i', { class: 'poll-bar', 'aria-hidden': 'true' });
  bar.style.width = `${share}%`;
  return el('div', { class: `poll-answer${mine ? ' mine' : ''}` }, bar, el('span', { class: 'poll-words' }, words(answer)), el('small', { text: `${count} vote${count === 1 ? '' : 's'}, ${share}%` }), mine && el('b', { 'aria-label': 'Your vote', role: 'img', text: '✓' }));
}
