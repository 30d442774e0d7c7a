// Making files and fetching them.
export function openMaking(dialog, about) {}
