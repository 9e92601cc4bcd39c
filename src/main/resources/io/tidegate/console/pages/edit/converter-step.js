// One converter of a field with its argument, and what the tried value became by it.
//
//   h(Step, { one: { name: 'truncate', argument: '40' }, known: its line of /api/converters, seen: { value }, first, onChange(argument), onEarlier, onRemove })
import { h } from '../../lib/vue.js';
import { Text } from '../../ui/kit.js';
import { Small, TextInput } from './inputs.js';
import { constantOf, constantText } from './mapping-rows.js';

export const Step = (props, { emit }) => {
    const { one, seen } = props;
    return [
        h('code', one.name),
        argument(props, (text) => emit('change', text)),
        seen && 'value' in seen
            ? h('span', { class: 'tg-quiet-text' }, ['→ ', h(Text, { value: JSON.stringify(seen.value), max: 60, mono: true })])
            : null,
        props.first ? null : h(Small, { icon: 'swap', does: `${one.name} earlier`, onClick: () => emit('earlier') }),
        h(Small, { icon: 'trash', does: `Remove ${one.name}`, onClick: () => emit('remove') }),
    ];
};
Step.props = ['one', 'known', 'seen', 'first'];
Step.emits = ['change', 'earlier', 'remove'];

/** Named parameters each by itself, if it has no other, or they were asked for; else one text. */
function argument({ one, known }, change) {
    const named = (known?.parameters ?? []).filter((it) => it.name);
    const single = !known || known.parameters.some((it) => !it.name);
    const given = mapOf(one.argument);
    const foreign = given && Object.keys(given).some((key) => !named.some((it) => it.name === key));
    if (named.length && !foreign && (given || !single)) return named.map((it) => part(one, it, given ?? {}, change));
    if (!single && !foreign) return null;
    return [
        h(TextInput, {
            label: `Argument of ${one.name}`,
            bare: true,
            mono: true,
            placeholder: known?.example ?? '',
            value: one.argument,
            onUpdate: change,
        }),
        named.length && !given
            ? h(
                  Small,
                  {
                      does: `All parameters of ${one.name}`,
                      onClick: () => change(JSON.stringify({ [named.find((it) => it.required).name]: constantOf(one.argument) })),
                  },
                  () => 'All parameters',
              )
            : null,
    ];
}

const part = (one, { name, title }, given, change) =>
    h(TextInput, {
        key: name,
        label: `${name} of ${one.name}`,
        bare: true,
        mono: true,
        placeholder: name,
        title,
        value: constantText(given[name]),
        onUpdate: (text) => change(without({ ...given, [name]: text === '' ? undefined : constantOf(text) })),
    });

function without(map) {
    const text = JSON.stringify(map);
    return text === '{}' ? '' : text;
}

function mapOf(text) {
    const value = constantOf(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;
}
