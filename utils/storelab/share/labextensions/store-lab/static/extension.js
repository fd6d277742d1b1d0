// What JupyterLab and Voila do not do by themselves for a reader of the course. Written by hand, in the form in which they
// load extensions that were built apart, so that nothing has to be built.
(() => {
    // JupyterLab's own limit for a small screen, in pixels.
    const NARROW = 760;

    // The handle of an ipywidgets slider has the focus but no name: it is the label beside it.
    function nameHandles(within) {
        for (const handle of within.querySelectorAll('.widget-slider .noUi-handle:not([aria-label])')) {
            const label = handle.closest('.widget-slider').querySelector('.widget-label');
            if (label && label.textContent) handle.setAttribute('aria-label', label.textContent);
        }
    }

    const sliderNames = {
        id: 'store-lab:slider-names',
        autoStart: true,
        activate: () => {
            const look = (changes) => {
                for (const change of changes)
                    for (const node of change.addedNodes) if (node instanceof Element) nameHandles(node);
            };
            new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
        },
    };

    const lessonFirst = {
        id: 'store-lab:lesson-first',
        autoStart: true,
        activate: (app) => {
            // Not awaited: pages wait for their extensions.
            app.restored.then(() => {
                if (window.innerWidth <= NARROW && app.shell.collapseLeft) app.shell.collapseLeft();
            });
        },
    };

    // A long name in a sentence is broken on a small screen rather than cut off.
    const longNames = {
        id: 'store-lab:long-names',
        autoStart: true,
        activate: () => {
            const style = document.createElement('style');
            style.textContent = '.jp-RenderedHTMLCommon :not(pre) > code { overflow-wrap: anywhere }';
            document.head.append(style);
        },
    };

    const extension = { __esModule: true, default: [sliderNames, lessonFirst, longNames] };
    window._JUPYTERLAB = window._JUPYTERLAB || {};
    window._JUPYTERLAB['store-lab'] = { init: () => {}, get: async () => () => extension };
})();
