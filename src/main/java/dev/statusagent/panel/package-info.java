/**
 * The pages: login, logout, the overview with the forms that act on containers, and their JSON twins. They work without
 * scripts; with scripts the overview keeps itself up to date. May import the services of the
 * other features, never their adapters.
 */
package dev.statusagent.panel;
