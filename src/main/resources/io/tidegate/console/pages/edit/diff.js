// Two texts side by side, as GET …/versions/N/diff/M answers: for what the server does not have yet, a draft.
//
//   compare('a\nb', 'a\nc')  → [{ kind: 'same', left: 'a', right: 'a', leftLine: 1, rightLine: 1 }, { kind: 'changed', … }]
const MOST = 2000;

export function compare(left, right) {
    const [a, b] = [lines(left), lines(right)];
    const common = a.length > MOST || b.length > MOST ? [] : longestCommon(a, b);
    const rows = [];
    let [i, j] = [0, 0];
    for (const [x, y] of [...common, [a.length, b.length]]) {
        rows.push(...between(a, b, i, x, j, y));
        if (x < a.length && y < b.length) rows.push(row('same', a, x, b, y));
        [i, j] = [x + 1, y + 1];
    }
    return rows;
}

const lines = (text) => (text ? text.replace(/\n$/, '').split('\n') : []);

function between(a, b, from, to, start, end) {
    const rows = [];
    for (let k = 0; k < Math.max(to - from, end - start); k++) {
        const [x, y] = [from + k < to ? from + k : null, start + k < end ? start + k : null];
        rows.push(row(x === null ? 'added' : y === null ? 'removed' : 'changed', a, x, b, y));
    }
    return rows;
}

function row(kind, a, x, b, y) {
    return {
        kind,
        left: x === null ? null : a[x],
        right: y === null ? null : b[y],
        leftLine: x === null ? null : x + 1,
        rightLine: y === null ? null : y + 1,
    };
}

function longestCommon(a, b) {
    const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
    for (let i = a.length - 1; i >= 0; i--) {
        for (let j = b.length - 1; j >= 0; j--) {
            lengths[i][j] = a[i] === b[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
        }
    }
    return walked(a, b, lengths);
}

function walked(a, b, lengths) {
    const pairs = [];
    for (let i = 0, j = 0; i < a.length && j < b.length;) {
        if (a[i] === b[j]) pairs.push([i++, j++]);
        else if (lengths[i + 1][j] >= lengths[i][j + 1]) i++;
        else j++;
    }
    return pairs;
}
