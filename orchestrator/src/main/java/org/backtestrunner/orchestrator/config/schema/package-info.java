/**
 * The JSON Schema of a config, for editors. It is made from the same keys and parameters as the
 * reader uses, and tests hold the two together.
 */
package org.backtestrunner.orchestrator.config.schema;
