/** What users need to trust a release. */
package dev.statusagent.release;
