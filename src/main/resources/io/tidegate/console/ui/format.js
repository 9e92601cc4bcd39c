// Numbers and spans of time in words.
//
//   number(1234567) → '1,234,567' · short(1234567) → '1.2M' · percent(0.987) → '98.7%' (null → '–')
//   plural(2, 'failed query', 'failed queries') → '2 failed queries' · span(61000) → '1 min'
const full = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

export const number = (n) => full.format(n ?? 0);
export const short = (n) => (Math.abs(n ?? 0) < 10_000 ? full.format(n ?? 0) : compact.format(n));
export const plural = (n, one, many = `${one}s`) => `${full.format(n)} ${n === 1 ? one : many}`;

export function percent(rate) {
    if (rate === null || rate === undefined) {
        return '–';
    }
    // 99.96 % is not all: a rate below 1 never reads 100 %
    const text = (Math.floor(rate * 1000) / 10).toFixed(rate === 1 ? 0 : 1);
    return `${text}%`;
}

/** Milliseconds in the largest fitting unit. */
export function span(millis) {
    const steps = [[86_400_000, 'd'], [3_600_000, 'h'], [60_000, 'min'], [1000, 's']];
    const found = steps.find(([size]) => millis >= size);
    return found ? `${Math.floor(millis / found[0])} ${found[1]}` : `${Math.max(0, Math.round(millis))} ms`;
}
