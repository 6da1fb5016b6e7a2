// Runs before the first paint, so that a chosen theme does not flash up as the other one.
try {
  const chosen = localStorage.getItem('bellows-theme');
  if (chosen) document.documentElement.style.colorScheme = chosen;
} catch {
  // Storage is switched off: the system's theme it is.
}
