/** Sessions in this process's memory; a restart ends them all. */
package dev.statusagent.security.session.embedded;
