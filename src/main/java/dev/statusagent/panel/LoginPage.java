package dev.statusagent.panel;

/**
 * What the login page shows.
 *
 * @param configured whether anybody can log in; else the page says how to make it so
 * @param keepsLogin whether the browser will keep the session cookie on the way it came
 * @param expired whether the browser still carries the cookie of a session that has ended
 * @param problem why the login failed, in words; null if none did
 * @param user the name to try again with
 * @param next where to go after the login
 */
record LoginPage(boolean configured, boolean keepsLogin, boolean expired, String problem, String user, String next) {}
