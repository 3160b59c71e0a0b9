/**
 * JSON files, read strictly and written whole, by one configuration of one library. It knows no
 * format of ours.
 */
package org.backtestrunner.orchestrator.file.json;
