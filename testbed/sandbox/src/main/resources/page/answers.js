// Waits for the bot's answer to an interaction, whichever comes first: the answer or the wish to know it.

const LONGEST = 5000;
const KEPT = 100;
const settled = new Map();
const waiting = new Map();

export function answered(interaction) {
  if (interaction.state === 'PENDING') return;
  waiting.get(interaction.id)?.(interaction);
  waiting.delete(interaction.id);
  settled.set(interaction.id, interaction);
  if (settled.size > KEPT) settled.delete(settled.keys().next().value);
}

export function answerTo(id) {
  if (settled.has(id)) return Promise.resolve(settled.get(id));
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    setTimeout(() => {
      waiting.delete(id);
      resolve({ id, state: 'FAILED' });
    }, LONGEST);
  });
}
