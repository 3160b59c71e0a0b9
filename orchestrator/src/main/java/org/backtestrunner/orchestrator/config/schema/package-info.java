/**
 * What is told about configs: their JSON Schema, for editors, and a page for people. Both are made
 * from the keys and parameters that the reader uses, and tests hold them together.
 */
package org.backtestrunner.orchestrator.config.schema;
