/** State in this process. */
package dev.statusagent.state.embedded;
