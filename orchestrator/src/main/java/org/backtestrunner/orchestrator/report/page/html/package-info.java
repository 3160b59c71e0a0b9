/** HTML as text: elements, attributes, and the escaping of everything that comes from outside. */
package org.backtestrunner.orchestrator.report.page.html;
