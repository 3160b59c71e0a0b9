/**
 * What a key of a config is: its name, what its values are, its default, the options that take
 * precedence over it, and what is said about it. The reader, the options of the command line, the
 * JSON Schema and the page docs/configuration.md are made from these keys alone.
 */
package org.backtestrunner.orchestrator.config.key;
