/**
 * How well the agent is protected: each protective setting, judged, with the variable that changes it. Reads what is configured
 * and what others know already; calls nobody. May import what is below {@code panel}.
 */
package dev.statusagent.posture;
