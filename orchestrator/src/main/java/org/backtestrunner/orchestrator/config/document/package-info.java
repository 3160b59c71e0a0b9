/**
 * What the user wrote, with lines: YAML and JSON as one tree of texts, and the problems found in
 * it. It knows no key.
 */
package org.backtestrunner.orchestrator.config.document;
