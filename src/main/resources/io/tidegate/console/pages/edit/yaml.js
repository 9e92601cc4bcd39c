// The connector as YAML, with line numbers; what is wrong is listed, and leads to its place: h(YamlView, { draft }).
import { computed, h, ref } from '../../lib/vue.js';
import { Button } from '../../ui/kit.js';
import { write } from './draft.js';

export const YamlView = {
    props: ['draft'],
    setup(props) {
        const area = ref(null);
        const gutter = ref(null);
        const count = computed(() => props.draft.yaml.split('\n').length);
        const marked = computed(() => new Set(props.draft.mistakes.map((one) => one.line)));
        const go = ({ line, column }) => {
            const before = props.draft.yaml
                .split('\n')
                .slice(0, line - 1)
                .join('\n');
            const at = (line > 1 ? before.length + 1 : 0) + Math.max(0, (column ?? 1) - 1);
            area.value.focus();
            area.value.setSelectionRange(at, at);
            area.value.scrollTop = (line - 4) * Number.parseFloat(getComputedStyle(area.value).lineHeight);
        };
        const scroll = () => (gutter.value.scrollTop = area.value.scrollTop);
        return () =>
            h('div', [
                h(
                    'p',
                    { class: 'tg-quiet-text' },
                    'The same connector as text; the form follows it, and it follows the form. Comments stay until the form changes something.',
                ),
                h('div', { class: 'edit-yaml' }, [
                    h(
                        'pre',
                        { ref: gutter, class: 'edit-gutter', 'aria-hidden': 'true' },
                        Array.from({ length: count.value }, (_, i) =>
                            h('span', { class: { 'edit-bad-line': marked.value.has(i + 1) } }, `${i + 1}\n`),
                        ),
                    ),
                    h('textarea', {
                        ref: area,
                        class: 'tg-mono',
                        'aria-label': 'YAML of the connector',
                        'aria-describedby': 'yaml-mistakes',
                        spellcheck: 'false',
                        autocomplete: 'off',
                        wrap: 'off',
                        rows: Math.min(Math.max(count.value + 1, 18), 40),
                        readonly: !props.draft.editable,
                        value: props.draft.yaml,
                        onInput: (event) => write(props.draft, event.target.value),
                        onScroll: scroll,
                    }),
                ]),
                h('div', { id: 'yaml-mistakes', role: 'status' }, [
                    list(props.draft.mistakes, 'mistake', go),
                    list(props.draft.warnings, 'warning', go),
                ]),
            ]);
    },
};

function list(all, word, go) {
    if (!all.length) return null;
    return [
        h('h2', all.length === 1 ? `1 ${word}` : `${all.length} ${word}s`),
        h(
            'ul',
            { class: ['edit-mistakes', `edit-${word}s`] },
            all.map((one) =>
                h('li', [
                    one.line
                        ? h(
                              Button,
                              { small: true, kind: 'quiet', label: `Go to line ${one.line}, column ${one.column}`, onClick: () => go(one) },
                              () => `line ${one.line}, column ${one.column}`,
                          )
                        : null,
                    ' ',
                    h('bdi', one.message),
                ]),
            ),
        ),
    ];
}
