// Moments in the reader's own words and time zone.

const EPOCH = 1420070400000n;
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' });
const shortDay = new Intl.DateTimeFormat(undefined, { day: '2-digit', month: '2-digit', year: 'numeric' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });
const seconds = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const UNITS = [['year', 31536000], ['month', 2592000], ['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];

export const createdAt = (id) => new Date(Number((BigInt(id) >> 22n) + EPOCH));
export const clockOf = (date) => clock.format(date);
export const dayOf = (date) => day.format(date);
export const fullOf = (date) => full.format(date);
export const sameDay = (one, other) => one.toDateString() === other.toDateString();

export function stampOf(date) {
  const today = new Date();
  if (sameDay(date, today)) return `Today at ${clockOf(date)}`;
  today.setDate(today.getDate() - 1);
  if (sameDay(date, today)) return `Yesterday at ${clockOf(date)}`;
  return `${shortDay.format(date)} ${clockOf(date)}`;
}

export function relativeTo(date, now = Date.now()) {
  const distance = (date.getTime() - now) / 1000;
  const [unit, length] = UNITS.find(([, each]) => Math.abs(distance) >= each) ?? ['second', 1];
  return relative.format(Math.trunc(distance / length), unit);
}

// Discord's <t:unix:style>.
export function styled(date, style) {
  switch (style) {
    case 't': return clockOf(date);
    case 'T': return seconds.format(date);
    case 'd': return shortDay.format(date);
    case 'D': return dayOf(date);
    case 'F': return full.format(date);
    case 'R': return relativeTo(date);
    default: return `${dayOf(date)} ${clockOf(date)}`;
  }
}
