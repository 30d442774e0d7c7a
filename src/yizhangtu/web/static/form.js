export function mountForm(host) { return { update() {}, select() {} }; }
