// Sparkbars {bars, label, height = 28, wide, keys}: many small stacked bars, oldest first, with a sentence for those who do not see them.
// bars: [{ delivered, skipped, failed }] or numbers. label: what they count, "deliveries in the last hour".
//
//   h(Sparkbars, { bars: stats.minutes, label: 'deliveries in the last hour' })
import { h } from '../lib/vue.js';
import { number } from './format.js';

const KINDS = ['failed', 'delivered', 'skipped'];
const kinds = (bar) => (typeof bar === 'number' ? [['events', bar]] : KINDS.map((k) => [k, bar[k] ?? 0]));
const total = (bar) => kinds(bar).reduce((sum, [, n]) => sum + n, 0);

function sentence(bars, label) {
    const sums = {};
    bars.forEach((bar) => kinds(bar).forEach(([k, n]) => (sums[k] = (sums[k] ?? 0) + n)));
    const parts = Object.entries(sums).map(([k, n]) => (k === 'events' ? number(n) : `${number(n)} ${k}`));
    return `${label ?? ''}: ${parts.join(', ')}`;
}

export const Sparkbars = (props) => {
    const bars = props.bars ?? [];
    const height = Number(props.height ?? 28);
    const step = 4;
    const most = Math.max(1, ...bars.map(total));
    const parts = [];
    bars.forEach((bar, i) => {
        let y = height - 1;
        kinds(bar).filter(([, n]) => n > 0).forEach(([kind, n]) => {
            const tall = Math.max(1.5, (n / most) * (height - 2));
            y -= tall;
            parts.push(h('rect', { class: `tg-bar-${kind}`, x: i * step + 0.5, y: Math.max(0, y), width: step - 1, height: tall, rx: 0.6 }));
        });
    });
    return h('svg', {
        class: ['tg-spark', { 'tg-spark-wide': props.wide }], role: 'img', 'aria-label': sentence(bars, props.label),
        viewBox: `0 0 ${Math.max(1, bars.length) * step} ${height}`, preserveAspectRatio: 'none', height,
    }, [
        h('title', sentence(bars, props.label)),
        h('rect', { class: 'tg-bar-base', x: 0, y: height - 1, width: Math.max(1, bars.length) * step, height: 1 }),
        parts,
    ]);
};
Sparkbars.props = ['bars', 'label', 'height', 'wide'];
