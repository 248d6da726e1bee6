/** Calls `draw` when `element` comes near what is seen of the page, or when the page is printed; once. */
export const onceSeen = (element: Element, draw: () => void): void => {
  let isDrawn = false;
  const once = (): void => {
    if (isDrawn) return;
    isDrawn = true;
    watcher.disconnect();
    draw();
  };
  const watcher = new IntersectionObserver(
    (seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) once();
    },
    { rootMargin: '300px' },
  );
  watcher.observe(element);
  addEventListener('beforeprint', once);
};
