// Time {value, exact = false}: a moment in the viewer's zone. "3 min ago", exact on hover and for machines; exact: date and time at once.
//
//   h(Time, { value: delivery.createdAt })
//
// exactTime('2026-…Z') → '26 Nov 2026, 19:04:05' in the viewer's zone. toInput / fromInput: for <input type="datetime-local">.
import { h, ref } from '../lib/vue.js';

const now = ref(Date.now());
setInterval(() => {
    if (!document.hidden) {
        now.value = Date.now();
    }
}, 5000);

const EXACT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' });
const ZONED = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, timeZoneName: 'short' });

const UNITS = [[86_400_000, 'd'], [3_600_000, 'h'], [60_000, 'min'], [1000, 's']];

export const exactTime = (value) => EXACT.format(new Date(value));

function relative(at) {
    const distance = at - Math.max(now.value, Date.now() - 5000);
    const size = Math.abs(distance);
    if (size < 5000) {
        return 'just now';
    }
    if (size > 7 * 86_400_000) {
        return exactTime(at);
    }
    const [unit, word] = UNITS.find(([s]) => size >= s);
    const text = `${Math.floor(size / unit)} ${word}`;
    return distance > 0 ? `in ${text}` : `${text} ago`;
}

export const Time = (props) => {
    const at = props.value ? new Date(props.value) : null;
    if (at === null || Number.isNaN(at.getTime())) {
        return h('span', { class: 'tg-none' }, '–');
    }
    const exact = props.exact === '' || props.exact === true;
    return h('time', { class: 'tg-time', datetime: at.toISOString(), title: ZONED.format(at) }, exact ? exactTime(at) : relative(at.getTime()));
};
Time.props = ['value', 'exact'];

/** An ISO time as <input type="datetime-local"> wants it, in the viewer's zone; '' if there is none. */
export function toInput(iso) {
    const at = new Date(iso ?? '');
    if (Number.isNaN(at.getTime())) {
        return '';
    }
    return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The other way: a UTC text, '' if there is none. */
export function fromInput(local) {
    const at = new Date(local);
    return local === '' || Number.isNaN(at.getTime()) ? '' : at.toISOString();
}
