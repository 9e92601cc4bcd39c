// Light or dark, before the first paint. A choice is kept if the browser lets us; if not, the system's is followed.
(() => {
    const KEY = 'tidegate.theme';
    const system = matchMedia('(prefers-color-scheme: dark)');
    let chosen = null;
    try {
        chosen = localStorage.getItem(KEY);
    } catch (blocked) {
        // nothing needed is kept there
    }
    const show = () => {
        const dark = chosen === 'dark' || (chosen !== 'light' && system.matches);
        document.documentElement.setAttribute('data-bs-theme', dark ? 'dark' : 'light');
    };
    system.addEventListener('change', show);
    window.tidegateTheme = {
        // 'light', 'dark' or 'system'
        get: () => chosen ?? 'system',
        set: (theme) => {
            chosen = theme === 'system' ? null : theme;
            try {
                if (chosen === null) {
                    localStorage.removeItem(KEY);
                } else {
                    localStorage.setItem(KEY, chosen);
                }
            } catch (blocked) {
                // it holds until the page is loaded anew
            }
            show();
        },
    };
    show();
})();
