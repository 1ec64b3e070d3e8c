/**
 * The pages: login, logout and the overview, and their JSON twins. They work without scripts. May import the services of the
 * other features, never their adapters.
 */
package dev.statusagent.panel;
